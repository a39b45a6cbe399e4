import { LedgerError } from '../../errors.ts';
import { runLimits } from '../limits.ts';
import { type Condition, timeAttributes } from './condition.ts';
import { filterInvalid } from './filter-invalid.ts';
import { takeSubject } from './take-subject.ts';
import { takeNumberTest, takePresence, takeTextTest } from './take-test.ts';
import { type TokenReader, tokenReader } from './token-reader.ts';

/**
 * MLflow's filters: comparisons joined by AND.
 *
 *     filter     = comparison { AND comparison }
 *     comparison = (metrics|params|tags|attributes|datasets) "." key test | attribute test
 *     test       = (= != > >= < <=) number          metrics and times
 *                | (= != LIKE ILIKE) 'text'         the others
 *                | [NOT] IN ('text' {, 'text'})     the others
 *                | IS [NOT] NULL                    params and tags
 *
 * Keys with anything special in them stand in double quotes or backticks. An empty filter holds of every run.
 */
export function parseFilter(filter: string): readonly Condition[] {
  return parseConditions(filter, takeCondition);
}

/** The comparisons of a filter, whatever they are of. */
export function parseConditions<Each>(filter: string, take: (reader: TokenReader) => Each): readonly Each[] {
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
  const conditions: Each[] = [];
  if (reader.peek().kind === 'end') return conditions;
  do {
    if (conditions.length === runLimits.filterConditions) {
      throw reader.refuse(
        reader.peek(),
        `at most ${runLimits.filterConditions} comparisons are joined; leave some out`,
      );
    }
    assertBare(reader);
    conditions.push(take(reader));
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

function assertBare(reader: TokenReader): void {
  const first = reader.peek();
  if (first.text !== '(' || first.kind !== 'punctuation') return;
  throw reader.refuse(first, 'comparisons stand without parentheses; only the list after IN has them');
}

function takeCondition(reader: TokenReader): Condition {
  const subject = takeSubject(reader);
  if (subject.entity === 'metric') {
    return { entity: 'metric', key: subject.key, ...takeNumberTest(reader, 'a metric', false) };
  }
  if (subject.entity === 'param' || subject.entity === 'tag') {
    return { entity: subject.entity, key: subject.key, ...(takePresence(reader) ?? takeTextTest(reader)) };
  }
  if (subject.entity === 'dataset') return { ...subject, ...takeTextTest(reader) };
  const time = timeAttributes.find((known) => known === subject.key);
  return time
    ? { entity: 'attribute', key: time, ...takeNumberTest(reader, time, true) }
    : ({ ...subject, ...takeTextTest(reader, subject.key === 'status') } as Condition);
}
