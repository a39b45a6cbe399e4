/** A column of texts: an array, or whatever can tell its length and give a row. */
export interface Texts {
  readonly length: number;
  readonly at: (row: number) => string | undefined;
}

export function textOf(texts: Texts, row: number): string {
  return texts.at(row) ?? '';
}
