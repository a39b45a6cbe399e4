import { LedgerError } from '../../errors.ts';
import { assertStorable } from '../../names.ts';
import { runLimits } from '../limits.ts';
import type { OrderColumn } from './condition.ts';
import { takeSubject, tokenReader } from './token-reader.ts';

/** Each as `metrics.accuracy DESC`; ASC is meant where nothing is said. */
export function parseOrder(columns: readonly string[]): readonly OrderColumn[] {
  if (columns.length > runLimits.orderColumns) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `Runs are ordered by at most ${runLimits.orderColumns} columns, not ${columns.length}; leave some out.`,
    );
  }
  return columns.map(parseColumn);
}

function parseColumn(column: string): OrderColumn {
  assertStorable('A column to order by', column, runLimits.filterLength);
  const reader = tokenReader(column, 'order');
  const first = reader.peek();
  const by = takeSubject(reader);
  if (by.entity === 'dataset') {
    throw reader.refuse(
      first,
      'runs are ordered by metrics, params, tags and attributes; a run has many datasets',
    );
  }
  const descending = reader.takeWord('desc');
  if (!descending) reader.takeWord('asc');
  if (reader.peek().kind !== 'end') throw reader.refuse(reader.peek(), 'ASC, DESC or the end is wanted');
  return { by, descending };
}
