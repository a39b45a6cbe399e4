import type { Ledger } from '../ledger.ts';
import type { JobState } from './job.ts';
import { countsOfJobs } from './jobs.store.ts';

export interface JobCount {
  readonly kind: string;
  readonly state: JobState;
  readonly jobs: number;
}

/** Reads every job’s row: for whoever watches, not for whoever waits. */
export function countJobs(ledger: Ledger): Promise<readonly JobCount[]> {
  return countsOfJobs(ledger);
}
