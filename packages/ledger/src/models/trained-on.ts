import type { Ledger } from '../ledger.ts';
import { countRunsOn, selectModelsTrainedOn } from './trained-on.store.ts';

export interface DataUse {
  /** Runs that have the version as an input, deleted ones aside. */
  readonly runs: number;
  /** Newest first, at most 20. */
  readonly models: readonly { readonly model: string; readonly version: number }[];
}

/** A line of links; who wants more searches the runs. */
const mostModels = 20;

/** What was made of dataset versions, by their ids; those that nothing was made of are there too. */
export async function trainedOn(
  ledger: Ledger,
  versionIds: readonly number[],
): Promise<ReadonlyMap<number, DataUse>> {
  if (versionIds.length === 0) return new Map();
  const [runs, models] = [
    await countRunsOn(ledger.sql, versionIds),
    await selectModelsTrainedOn(ledger.sql, versionIds, mostModels),
  ];
  return new Map(
    versionIds.map((id) => [
      id,
      {
        runs: runs.find(({ versionId }) => versionId === id)?.runs ?? 0,
        models: models
          .filter(({ versionId }) => versionId === id)
          .map(({ model, version }) => ({ model, version })),
      },
    ]),
  );
}
