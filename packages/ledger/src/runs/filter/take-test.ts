import type { NumberOp, PresenceTest, TextTest } from './condition.ts';
import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

const numberOps: readonly NumberOp[] = ['=', '!=', '>', '>=', '<', '<='];
const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

export function takeNumberTest(
  reader: TokenReader,
  what: string,
  whole: boolean,
): { readonly op: NumberOp; readonly value: number } {
  const sign = reader.take();
  const op = numberOps.find((known) => known === sign.text);
  if (sign.kind !== 'operator' || !op) {
    throw reader.refuse(sign, `${what} is compared by one of ${numberOps.join(' ')}${twoSigns(sign)}`);
  }
  const token = reader.take();
  if (token.kind !== 'word' || !numberPattern.test(token.text)) {
    throw reader.refuse(
      token,
      `${what} is compared with a number without quotes, such as ${whole ? 1700000000000 : 0.9}`,
    );
  }
  return { op, value: Number(token.text) };
}

/** `IS NULL`: a run that has no such param; null where something else follows. */
export function takePresence(reader: TokenReader): PresenceTest | null {
  if (!reader.takeWord('is')) return null;
  const op = reader.takeWord('not') ? 'is not null' : 'is null';
  if (!reader.takeWord('null'))
    throw reader.refuse(reader.peek(), 'NULL is wanted, as IS NULL or IS NOT NULL');
  return { op };
}

export function takeTextTest(reader: TokenReader, anyCase = false): TextTest {
  const asKept = (value: string): string => (anyCase ? value.toLowerCase() : value);
  const sign = reader.take();
  const word = sign.kind === 'word' ? sign.text.toLowerCase() : null;
  if (word === 'in') return { op: 'in', values: takeList(reader).map(asKept) };
  if (word === 'not') {
    if (!reader.takeWord('in')) throw reader.refuse(reader.peek(), 'IN is wanted after NOT');
    return { op: 'not in', values: takeList(reader).map(asKept) };
  }
  if (word === 'like' || word === 'ilike') return { op: word, value: asKept(takeText(reader)) };
  if (sign.kind === 'operator' && (sign.text === '=' || sign.text === '!=')) {
    return { op: sign.text, value: asKept(takeText(reader)) };
  }
  throw reader.refuse(sign, `text is compared by one of = != LIKE ILIKE IN NOT IN${twoSigns(sign)}`);
}

function takeText(reader: TokenReader): string {
  const token = reader.take();
  if (token.kind === 'quoted' && token.quote !== '`') return token.text;
  throw reader.refuse(
    token,
    token.kind === 'word'
      ? `text stands in quotes, as '${token.text.slice(0, 60)}'`
      : "text in quotes is wanted, as 'nb-logreg'",
  );
}

function takeList(reader: TokenReader): string[] {
  const open = reader.take();
  if (open.kind !== 'punctuation' || open.text !== '(') {
    throw reader.refuse(open, "a list is wanted, as ('a', 'b')");
  }
  const values: string[] = [];
  for (;;) {
    values.push(takeText(reader));
    if (takePunctuation(reader, ')')) return values;
    if (!takePunctuation(reader, ',')) throw reader.refuse(reader.peek(), 'a comma or ) is wanted in a list');
    // Python writes a tuple of one so.
    if (takePunctuation(reader, ')')) return values;
  }
}

function takePunctuation(reader: TokenReader, text: string): boolean {
  const next = reader.peek();
  if (next.kind !== 'punctuation' || next.text !== text) return false;
  reader.take();
  return true;
}

function twoSigns({ kind, text }: Token): string {
  if (kind !== 'operator') return '';
  return text === '==' ? '; write = once' : text === '<>' ? '; write !=' : '';
}
