import type { BatchesQuery } from '@verdict/api';
import { countOf, kept, textOf } from '../data/data-search.ts';

type Raw = Readonly<Record<string, unknown>>;
type Status = NonNullable<BatchesQuery['status']>;

export const statuses = [
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly Status[];

const parts = ['failed', 'unsure'] as const;

export interface BatchesSearch {
  readonly status?: Status;
}
export interface NewBatchSearch {
  readonly model?: string;
}
export interface BatchSearch {
  readonly only?: 'failed' | 'unsure';
  readonly label?: string;
  /** Counted from 1, as people do; the API counts from 0. */
  readonly from?: number;
}

export function batchesSearch({ status }: Raw): BatchesSearch {
  return kept({ status: statuses.find((each) => each === status) });
}

export function newBatchSearch({ model }: Raw): NewBatchSearch {
  return kept({ model: textOf(model, 400) });
}

export function batchSearch({ only, label, from }: Raw): BatchSearch {
  return kept({
    only: parts.find((part) => part === only),
    label: textOf(label, 1000),
    from: countOf(from),
  });
}
