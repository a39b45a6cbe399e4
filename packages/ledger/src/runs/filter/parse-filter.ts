import { LedgerError } from '../../errors.ts';
import { runLimits } from '../limits.ts';
import type { Condition, NumberOp, TextTest } from './condition.ts';
import { timeAttributes } from './condition.ts';
import { filterInvalid } from './filter-invalid.ts';
import { type TokenReader, takeSubject, tokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

/**
 * MLflow's filters: comparisons joined by AND.
 *
 *     filter     = comparison { AND comparison }
 *     comparison = (metrics|params|tags|attributes|datasets) "." key test | attribute test
 *     test       = (= != > >= < <=) number          metrics and times
 *                | (= != LIKE ILIKE) 'text'         the others
 *                | [NOT] IN ('text' {, 'text'})     the others
 *
 * Keys with anything special in them stand in double quotes or backticks. An empty filter holds of every run.
 */
export function parseFilter(filter: string): readonly Condition[] {
  if (filter.length > runLimits.filterLength) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `The filter has ${filter.length} characters, and at most ${runLimits.filterLength} are read; ask for less at once.`,
    );
  }
  const unstorable = filter.search(/\0|\p{Surrogate}/u);
  if (unstorable >= 0) {
    throw filterInvalid(
      filter,
      unstorable,
      'a NUL or half of a surrogate pair stands in no value; leave it out',
    );
  }
  const reader = tokenReader(filter);
  const conditions: Condition[] = [];
  if (reader.peek().kind === 'end') return conditions;
  do {
    if (conditions.length === runLimits.filterConditions) {
      throw reader.refuse(
        reader.peek(),
        `at most ${runLimits.filterConditions} comparisons are joined; leave some out`,
      );
    }
    conditions.push(takeCondition(reader));
  } while (reader.takeWord('and'));
  assertEnd(reader);
  return conditions;
}

function assertEnd(reader: TokenReader): void {
  const token = reader.peek();
  if (token.kind === 'end') return;
  if (token.kind === 'word' && token.text.toLowerCase() === 'or') {
    throw reader.refuse(token, 'comparisons are joined by AND alone; ask once for each side of the OR');
  }
  throw reader.refuse(token, 'AND or the end is wanted after a comparison');
}

function takeCondition(reader: TokenReader): Condition {
  const first = reader.peek();
  if (first.text === '(' && first.kind === 'punctuation') {
    throw reader.refuse(first, 'comparisons stand without parentheses; only the list after IN has them');
  }
  const subject = takeSubject(reader);
  if (subject.entity === 'metric') {
    return { entity: 'metric', key: subject.key, ...takeNumberTest(reader, 'a metric', false) };
  }
  if (subject.entity !== 'attribute') return { ...subject, ...takeTextTest(reader) } as Condition;
  const time = timeAttributes.find((known) => known === subject.key);
  return time
    ? { entity: 'attribute', key: time, ...takeNumberTest(reader, time, true) }
    : ({ ...subject, ...takeTextTest(reader, subject.key === 'status') } as Condition);
}

const numberOps: readonly NumberOp[] = ['=', '!=', '>', '>=', '<', '<='];
const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function takeNumberTest(
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
  const value = Number(token.text);
  if (whole && !Number.isSafeInteger(value)) {
    throw reader.refuse(token, `${what} is compared with whole milliseconds since 1970`);
  }
  return { op, value };
}

function takeTextTest(reader: TokenReader, anyCase = false): TextTest {
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
    const token = reader.take();
    if (token.kind === 'punctuation' && token.text === ')') return values;
    if (token.kind !== 'punctuation' || token.text !== ',')
      throw reader.refuse(token, 'a comma or ) is wanted in a list');
  }
}

function twoSigns({ kind, text }: Token): string {
  if (kind !== 'operator') return '';
  return text === '==' ? '; write = once' : text === '<>' ? '; write !=' : '';
}
