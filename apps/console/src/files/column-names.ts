/** The names that the server's readers know a column by; a test holds these against theirs. */
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

export interface GuessedColumns {
  readonly text: string | null;
  readonly label: string | null;
  /** How many of the names are known. */
  readonly known: number;
}

/** Which column the server will take for what, if nobody says; null where it would ask. */
export function guessColumns(names: readonly string[]): GuessedColumns {
  const texts = names.filter((name) => textNames.has(plain(name)));
  const labels = names.filter((name) => labelNames.has(plain(name)));
  let text = texts.length === 1 ? texts[0] : null;
  let label = labels.length === 1 ? labels[0] : null;
  if (names.length === 2) {
    if (texts.length === 0 && label !== null) text = names.find((name) => name !== label) ?? null;
    else if (labels.length === 0 && text !== null) label = names.find((name) => name !== text) ?? null;
  }
  return { text, label, known: texts.length + labels.length };
}

/** "Review_Text" and "review text" are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
