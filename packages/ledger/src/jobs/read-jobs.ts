import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertStorable } from '../names.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import type { Job, JobState } from './job.ts';
import { jobById, jobsBefore } from './jobs.store.ts';

export async function getJob(ledger: Ledger, id: string): Promise<Job> {
  const job = await jobById(ledger, id);
  if (!job) throw jobUnknown();
  return job;
}

export interface JobsWanted extends PageOptions {
  readonly kind?: string;
  readonly state?: JobState;
}

/** Newest first. */
export async function listJobs(ledger: Ledger, wanted: JobsWanted = {}): Promise<Page<Job>> {
  const { kind, state } = wanted;
  if (kind !== undefined) assertStorable('The kind asked for', kind, 1000);
  const query = ['jobs', kind ?? null, state ?? null];
  const limit = pageLimit(wanted.limit);
  const after = decodePageToken(query, wanted.pageToken, ['integer', 'string']);
  const before = after && { createdMs: Number(after[0]), id: String(after[1]) };
  const rows = await jobsBefore(ledger, { kind, state }, before, limit + 1);
  return pageOf(rows, limit, {
    item: (job) => job,
    token: ({ createdMs, id }) => encodePageToken(query, [createdMs, id]),
  });
}

export function jobUnknown(): LedgerError {
  return new LedgerError('JOB_UNKNOWN', 'There is no such job; list jobs to see which there are.');
}
