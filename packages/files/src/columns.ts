import { FilesError } from './errors.ts';
import { longestShownName } from './limits.ts';

const textNames = new Set(
  (
    'text texts review reviews message messages content contents comment comments sentence sentences body ' +
    'document documents tweet tweets sms v2 reviewtext reviewbody commenttext tweettext messagetext ' +
    'sentencetext sentimenttext documenttext rawtext fulltext'
  ).split(' '),
);
const labelNames = new Set(
  (
    'label labels sentiment sentiments class classes category categories target targets y v1 classname ' +
    'labelname classindex classlabel labeltext sentimentlabel'
  ).split(' '),
);

export interface ColumnWishes {
  readonly text?: string | undefined;
  readonly label?: string | undefined;
  /** False where rows to predict may come without labels; true by default. */
  readonly labelled?: boolean | undefined;
}

export interface ColumnChoice {
  readonly text: number;
  readonly label: number | null;
  /** Neither asked for nor recognised: the only column that was left. */
  readonly leftOver: 'text' | 'label' | null;
}

type Found = { readonly kind: 'at'; readonly index: number } | { readonly kind: 'none' | 'several' };

const none: Found = { kind: 'none' };
const several: Found = { kind: 'several' };
const at = (index: number): Found => ({ kind: 'at', index });

/** How many of these cells read like the name of a text or label column. */
export function recognisedNames(names: readonly string[], wishes: ColumnWishes = {}): number {
  return names.filter((name) => {
    const key = plain(name);
    const asked = [wishes.text, wishes.label].some((wish) => wish !== undefined && plain(wish) === key);
    return key !== '' && (asked || textNames.has(key) || labelNames.has(key));
  }).length;
}

/** Which named column holds the text and which the label; refuses with the names there are. */
export function chooseColumns(path: string, names: readonly string[], wishes: ColumnWishes): ColumnChoice {
  const labelled = wishes.labelled ?? true;
  const askedText = wishes.text === undefined ? null : asked(path, names, 'text', wishes.text);
  const askedLabel = wishes.label === undefined ? null : asked(path, names, 'label', wishes.label);
  if (askedText !== null && askedText === askedLabel) throw sameColumn(path, names[askedText]);
  // A column asked for in one role is not looked at for the other, whatever its name.
  let text = askedText === null ? recognised(names, textNames, askedLabel) : at(askedText);
  let label = askedLabel === null ? recognised(names, labelNames, askedText) : at(askedLabel);
  let leftOver: ColumnChoice['leftOver'] = null;
  if (names.length === 2) {
    if (text.kind === 'none' && label.kind === 'at') {
      text = at(1 - label.index);
      leftOver = 'text';
    } else if (label.kind === 'none' && text.kind === 'at' && labelled) {
      label = at(1 - text.index);
      leftOver = 'label';
    }
  }
  if (text.kind !== 'at') throw undecided(path, names, 'text', text.kind);
  if (label.kind !== 'at' && labelled) throw undecided(path, names, 'label', label.kind);
  return { text: text.index, label: label.kind === 'at' ? label.index : null, leftOver };
}

function recognised(names: readonly string[], known: ReadonlySet<string>, taken: number | null): Found {
  const hits = names.flatMap((name, index) => (index !== taken && known.has(plain(name)) ? [index] : []));
  if (hits.length === 0) return none;
  return hits.length === 1 ? at(hits[0]) : several;
}

function asked(path: string, names: readonly string[], role: 'text' | 'label', wish: string): number {
  const trimmed = names.map((name) => name.trim());
  const exact = trimmed.flatMap((name, index) => (name === wish.trim() ? [index] : []));
  const folded = trimmed.flatMap((name, index) =>
    name.toLowerCase() === wish.trim().toLowerCase() ? [index] : [],
  );
  const hits = exact.length > 0 ? exact : folded;
  if (hits.length === 1) return hits[0];
  if (hits.length > 1)
    throw new FilesError(
      'COLUMN_AMBIGUOUS',
      path,
      `${path} has ${hits.length} columns named "${wish}"; rename all but one of ${listColumns(names)}.`,
    );
  throw new FilesError(
    'COLUMN_MISSING',
    path,
    `${path} has no column "${wish}"; name the ${role} column with --${role}, out of ${listColumns(names)}.`,
  );
}

function undecided(
  path: string,
  names: readonly string[],
  role: 'text' | 'label',
  kind: 'none' | 'several',
): FilesError {
  const known = role === 'text' ? textNames : labelNames;
  const say = (problem: string, shown: readonly string[]) =>
    `${problem}; name one with --${role}, out of ${listColumns(shown)}.`;
  if (kind === 'none')
    return new FilesError('COLUMN_MISSING', path, say(`No column of ${path} is known as the ${role}`, names));
  const rivals = names.filter((name) => known.has(plain(name)));
  return new FilesError('COLUMN_AMBIGUOUS', path, say(`${path} has several ${role} columns`, rivals));
}

function sameColumn(path: string, name: string): FilesError {
  return new FilesError(
    'COLUMN_AMBIGUOUS',
    path,
    `The column "${name}" of ${path} is named as both text and label; give --text and --label two columns.`,
  );
}

export function listColumns(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => JSON.stringify(cut(name.trim())));
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  return shown.length === 0 ? 'none' : shown.join(', ');
}

function cut(name: string): string {
  return name.length > longestShownName ? `${name.slice(0, longestShownName)}…` : name;
}

/** "Review_Text" and "review text" are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
