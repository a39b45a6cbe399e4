import type { JobState } from '../schema/tables.ts';

export interface JobProgress {
  readonly stage: string;
  /** 0 to 1. */
  readonly fraction: number;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly state: JobState;
  /** Minutes of head start in the queue. */
  readonly priority: number;
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Not before this. All times of a job are the database's. */
  readonly dueMs: number;
  readonly worker: string | null;
  readonly leaseMs: number | null;
  readonly cancelAsked: boolean;
  readonly progress: JobProgress | null;
  /** Null until it is done. */
  readonly result: unknown;
  readonly error: { readonly message: string } | null;
  readonly createdMs: number;
  readonly startedMs: number | null;
  readonly finishedMs: number | null;
  readonly createdBy: string;
  readonly requestId: string | null;
}

export type { JobState } from '../schema/tables.ts';
