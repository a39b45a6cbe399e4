import { LedgerError } from '../errors.ts';
import { assertStorable, assertText, shown } from '../names.ts';
import { runLimits } from './limits.ts';

/** The key of a parameter, a metric or a tag. */
export function assertKey(kind: string, key: string): void {
  if (key === '') throw new LedgerError('NAME_INVALID', `A ${kind} has an empty name; give it one.`);
  try {
    assertText(`name of the ${kind}`, key, runLimits.keyLength);
  } catch (cause) {
    // Which one of many it was.
    if (!(cause instanceof LedgerError) || cause.code !== 'VALUE_INVALID') throw cause;
    throw new LedgerError('NAME_INVALID', `${cause.message} It begins ${shown(key)}.`, { cause });
  }
}

export function assertEntries(
  kind: string,
  entries: readonly (readonly [key: string, value: string])[],
  maxLength: number,
): void {
  for (const [key, value] of entries) {
    assertKey(kind, key);
    assertStorable(`The ${kind} ${shown(key)}`, value, maxLength);
  }
}

export function assertWhole(what: string, value: number): void {
  if (Number.isSafeInteger(value)) return;
  throw new LedgerError('VALUE_INVALID', `${what} is ${value}; give a whole number between −2^53 and 2^53.`);
}

export function assertAtMost(what: string, count: number, most: number): void {
  if (count <= most) return;
  throw new LedgerError(
    'LIMIT_EXCEEDED',
    `A call logs at most ${most} ${what}, and this one has ${count}; split it into several.`,
  );
}

/** Columns that a search is ordered by, before they are read. */
export function assertOrder(columns: readonly string[]): void {
  if (columns.length > runLimits.orderColumns) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `A search is ordered by at most ${runLimits.orderColumns} columns, not ${columns.length}; leave some out.`,
    );
  }
  for (const column of columns) assertStorable('A column to order by', column, runLimits.filterLength);
}
