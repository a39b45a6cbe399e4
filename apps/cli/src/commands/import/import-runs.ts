import type { Client, ImportedRun } from '@verdict/api';
import type { MlflowStore, StoredRun } from '../../mlflow-store/stored.ts';
import { batchLimits, fits, piecesOf, type Weight, weightOf } from './run-batches.ts';
import type { Tally } from './tally.ts';

export interface RunsAsked {
  readonly store: MlflowStore;
  readonly client: Client;
  readonly key: string;
  readonly experimentId: string;
  readonly tally: Tally;
  /** Runs that are on record now. */
  readonly taken: (runs: readonly StoredRun[]) => Promise<void>;
}

/** The runs of one experiment, as many a call as it takes. */
export async function importExperimentRuns({
  store,
  client,
  key,
  experimentId,
  tally,
  taken,
}: RunsAsked): Promise<void> {
  let batch: ImportedRun[] = [];
  let weights: Weight[] = [];
  let whole: StoredRun[] = [];
  const known = new Set<string>();

  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    const reply = await client.import.runs({ runs: batch });
    // The later pieces of a run find it there.
    const again = new Set(batch.map(({ id }) => id).filter((id) => known.has(id))).size;
    for (const { id } of batch) known.add(id);
    tally.add('runs', { ...reply, there: reply.there - Math.min(again, reply.there) });
    const refused = new Set(reply.refused.map(({ subject }) => subject));
    await taken(whole.filter(({ id }) => !refused.has(`run ${JSON.stringify(id)}`)));
    batch = [];
    weights = [];
    whole = [];
  };

  for await (const stored of store.runs(key)) {
    const { artifactUri: _uri, ownFolder: _folder, links: _links, ...run } = stored;
    for (const piece of piecesOf({ ...run, experiment_id: experimentId }, batchLimits.points)) {
      const weight = weightOf(piece);
      if (!fits(weights, weight, batchLimits)) await send();
      batch.push(piece);
      weights.push(weight);
    }
    whole.push(stored);
  }
  await send();
}
