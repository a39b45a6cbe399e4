import type { RunKeys } from '@verdict/api';
import { subjectOf } from '../runs-search.ts';
import { type Piece, readClause } from './read-clause.ts';

export interface Suggestion {
  /** What is put in. */
  readonly text: string;
  readonly hint: string;
}

export interface Suggestions {
  /** What of the filter they stand for. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
}

export interface Known extends RunKeys {
  /** Values seen of a parameter or a tag, by the column's id. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

const most = 8;
const numberSigns = ['>', '>=', '<', '<=', '=', '!='];
const textSigns = ['=', '!=', 'like', 'ilike', 'in', 'not in'];
const attributes: readonly Suggestion[] = [
  { text: 'run_name', hint: 'name of the run' },
  { text: 'status', hint: 'of the run' },
  { text: 'start_time', hint: 'milliseconds since 1970' },
  { text: 'end_time', hint: 'milliseconds since 1970' },
  { text: 'user_id', hint: 'who ran it' },
  { text: 'run_id', hint: 'of the run' },
  { text: 'datasets.name', hint: 'data that was read' },
  { text: 'datasets.digest', hint: 'data that was read' },
  { text: 'datasets.context', hint: 'training, testing' },
];
const statuses = ['running', 'scheduled', 'finished', 'failed', 'killed'];

/** What could stand where the caret is. */
export function suggestFilter(filter: string, caret: number, known: Known): Suggestions {
  const clause = readClause(filter, caret);
  const last = clause.at(-1);
  const touching = last !== undefined && last.end === caret && last.kind !== 'mark' ? last : null;
  const before = touching ? clause.slice(0, -1) : clause;
  const written = touching?.text ?? '';
  const place = { from: touching?.at ?? caret, to: caret };
  const items = candidates(before, known).filter(({ text }) => matches(text, written));
  return { ...place, items: rank(items, written).slice(0, most) };
}

/** After those that are complete: a subject, a sign, a value, an AND. */
function candidates(before: readonly Piece[], known: Known): readonly Suggestion[] {
  const [subject, sign, next] = before;
  if (!subject) return subjects(known);
  const number = /^metrics?\./i.test(subject.text) || /(^|\.)(start_time|end_time)$/i.test(subject.text);
  if (!sign) return (number ? numberSigns : textSigns).map((text) => ({ text, hint: signHints[text] }));
  const word = sign.text.toLowerCase();
  if (word === 'not' && !next) return [{ text: 'in', hint: signHints.in }];
  const list = word === 'in' || word === 'not';
  const open = list && before.at(-1)?.kind === 'mark' && before.at(-1)?.text !== ')';
  const valueWanted = list ? open : before.length === 2;
  if (valueWanted) return number ? [] : valuesOf(subject.text, known);
  if (list && before.at(-1)?.text !== ')') {
    return before.at(-1)?.kind === 'quoted' ? [] : [{ text: '(', hint: 'a list' }];
  }
  return [{ text: 'and', hint: 'another comparison' }];
}

const signHints: Readonly<Record<string, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '=': 'is',
  '!=': 'is not',
  like: '% is any text, _ any character',
  ilike: 'the same, in capitals or not',
  in: 'one of a list',
  'not in': 'none of a list',
};

function subjects(known: Known): readonly Suggestion[] {
  const of = (entity: 'metrics' | 'params' | 'tags', hint: string): Suggestion[] =>
    known[entity].map((key) => ({ text: subjectOf(`${entity}.${key}`), hint }));
  return [...of('metrics', 'metric'), ...of('params', 'parameter'), ...attributes, ...of('tags', 'tag')];
}

function valuesOf(subject: string, known: Known): readonly Suggestion[] {
  const quoted = (value: string): Suggestion => ({ text: `'${value.replaceAll("'", "''")}'`, hint: 'value' });
  if (/(^|\.)status$/i.test(subject)) return statuses.map(quoted);
  const column = Array.from(known.values.keys()).find((id) => subjectOf(id) === subject);
  return (column === undefined ? [] : (known.values.get(column) ?? [])).map(quoted);
}

function matches(candidate: string, written: string): boolean {
  const bare = written.replaceAll(/['"`]/g, '').toLowerCase();
  return candidate.toLowerCase().replaceAll(/['"`]/g, '').includes(bare) && candidate !== written;
}

/** Those that begin so before those that have it somewhere. */
function rank(items: readonly Suggestion[], written: string): readonly Suggestion[] {
  if (written === '') return items;
  const lower = written.toLowerCase();
  const place = ({ text }: Suggestion): number => {
    const name = text.toLowerCase();
    if (name.startsWith(lower)) return 0;
    return name.slice(name.indexOf('.') + 1).startsWith(lower) ? 1 : 2;
  };
  return items.toSorted((a, b) => place(a) - place(b));
}

/** The filter with a suggestion in it, and where the caret stands then. */
export function withSuggestion(
  filter: string,
  { from, to }: Pick<Suggestions, 'from' | 'to'>,
  { text }: Suggestion,
): { readonly filter: string; readonly caret: number } {
  const rest = filter.slice(to).replace(/^\s+/, '');
  const put = `${filter.slice(0, from)}${text}${text === '(' ? '' : ' '}`;
  return { filter: put + rest, caret: put.length };
}

/** Somebody wrote words and no comparison: what they most likely look for. */
export function searchOfNames(filter: string): string | null {
  const words = filter.trim();
  if (words === '' || /[<>='"`(),]|^\w+\./.test(words)) return null;
  return `run_name ilike '%${words}%'`;
}
