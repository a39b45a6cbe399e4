import type { Ledger } from '../ledger.ts';
import { champion } from '../models/model.ts';
import { getModel } from '../models/read-models.ts';
import { firstPredictionIdAt } from '../predictions/prediction-id.ts';
import { findTraffic } from '../traffic/read-traffic.ts';
import { type LiveShadow, selectLiveShadow, selectSlices, selectVersionsSince } from './live.store.ts';
import { type LiveRange, type LiveWindow, liveRange, slicesPerBucket } from './live-windows.ts';
import { type LiveSums, sumLive } from './sum-live.ts';

export interface Live extends LiveSums {
  readonly model: string;
  readonly window: LiveWindow;
  readonly range: LiveRange;
  readonly champion: number | null;
  readonly versions: readonly number[];
  readonly shadow: (LiveShadow & { readonly challenger: number }) | null;
}

/**
 * Of each slice and version 500 are counted by their index, and twenty looked at: 4,800 rows of a version, however many
 * millions the log has. What is beyond is reckoned, and said to be.
 */
const mostCounted = 500;
const mostSampled = 20;
/** Two in a trial, and those that were just replaced. */
const mostVersions = 4;
const newestShadows = 500;
const shadowExamples = 5;

export async function readLive(
  ledger: Ledger,
  { model: name, window }: { readonly model: string; readonly window: LiveWindow },
): Promise<Live> {
  const { sql: db } = ledger;
  const model = await getModel(ledger, name);
  const range = liveRange(window, ledger.clock());
  const sinceId = firstPredictionIdAt(range.fromMs);
  const versions = await selectVersionsSince(db, { model: name, sinceId, most: mostVersions });
  const slices =
    versions.length === 0
      ? { counts: [], groups: [], buckets: [], confidence: Array.from({ length: 20 }, () => 0) }
      : await selectSlices(db, {
          model: name,
          versions,
          fromMs: range.fromMs,
          sliceMs: range.bucketMs / slicesPerBucket,
          slices: range.buckets * slicesPerBucket,
          slicesPerBucket,
          mostCounted,
          mostSampled,
        });
  const traffic = await findTraffic(ledger, name);
  const shadow =
    traffic?.mode === 'shadow'
      ? {
          challenger: traffic.version,
          ...(await selectLiveShadow(db, {
            model: name,
            challenger: traffic.version,
            newest: newestShadows,
            examples: shadowExamples,
          })),
        }
      : null;
  return {
    model: name,
    window,
    range,
    champion: model.aliases[champion] ?? null,
    versions,
    shadow,
    ...sumLive({ range, slicesPerBucket, mostCounted, slices }),
  };
}
