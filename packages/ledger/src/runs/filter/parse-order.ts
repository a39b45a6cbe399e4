import { assertOrder } from '../check-entry.ts';
import type { OrderColumn } from './condition.ts';
import { takeDirection } from './take-direction.ts';
import { takeSubject } from './take-subject.ts';
import { tokenReader } from './token-reader.ts';

/** Each as `metrics.accuracy DESC`; ASC is meant where nothing is said. */
export function parseOrder(columns: readonly string[]): readonly OrderColumn[] {
  assertOrder(columns);
  return columns.map(parseColumn);
}

function parseColumn(column: string): OrderColumn {
  const reader = tokenReader(column, 'order');
  const first = reader.peek();
  const by = takeSubject(reader);
  if (by.entity === 'dataset') {
    throw reader.refuse(
      first,
      'runs are ordered by metrics, params, tags and attributes; a run has many datasets',
    );
  }
  const descending = takeDirection(reader);
  return { by, descending };
}
