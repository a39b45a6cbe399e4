import type { Ledger } from '../ledger.ts';
import { selectDataProblems, selectFailedJobs, selectHomeCounts, selectHomeModels } from './home.store.ts';
import type { HomeCounts, HomeDataset, HomeFailedJob, HomeModel } from './home.ts';

const dayMs = 86_400_000;
/** A page shows them all; who has more looks at the list of models. */
const mostModels = 50;
/** Over a weekend. What nobody minded for longer needs no attention now. */
const failedDays = 3;
/** Failures come in heaps of one kind, which are told as one. */
const mostFailed = 200;
/** As long as its text is kept by default, and it can be labelled. */
const disputedDays = 30;
const mostDatasets = 20;

export interface Home {
  readonly models: readonly HomeModel[];
  readonly failedJobs: readonly HomeFailedJob[];
  readonly datasets: readonly HomeDataset[];
  readonly counts: HomeCounts;
}

/** What is in service, and what of the record somebody should look at. */
export async function readHome({ sql, clock }: Ledger): Promise<Home> {
  const now = clock();
  return {
    models: await selectHomeModels(sql, { count: mostModels, disputedSinceMs: now - disputedDays * dayMs }),
    failedJobs: await selectFailedJobs(sql, { sinceMs: now - failedDays * dayMs, count: mostFailed }),
    datasets: await selectDataProblems(sql, mostDatasets),
    counts: await selectHomeCounts(sql),
  };
}
