import type { RunStatus } from '../../schema/tables.ts';
import type { FilterInvalid } from '../filter/filter-invalid.ts';
import type { RunsQuery } from '../run.ts';

/** A column of a table of runs: something that was logged. */
export interface LoggedColumn {
  readonly entity: 'metrics' | 'params' | 'tags';
  readonly key: string;
}

/** Of a run, what a line of a table shows. */
export interface RunLine {
  /** The run's place in the order in which runs were made: short, so that ten thousand of them are a small list. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly experiment: string;
  readonly status: RunStatus;
  readonly user: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly models: readonly { readonly name: string; readonly version: number }[];
  /** In the order of the columns; null where the run has none. */
  readonly values: readonly (string | number | null)[];
}

export type RunsAsked = Pick<RunsQuery, 'experiments' | 'filter' | 'orderBy' | 'deleted'>;

/** What is still being written is not understood yet: that is an answer. */
export type FoundRunNumbers =
  | { readonly fault: FilterInvalid }
  | { readonly fault: null; readonly numbers: readonly number[]; readonly more: boolean };
