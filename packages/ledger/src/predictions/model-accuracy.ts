import type { Ledger } from '../ledger.ts';
import { assertModelName } from '../names.ts';
import { countCorrect } from './feedback.store.ts';
import type { VersionAccuracy } from './prediction.ts';
import { firstPredictionIdAt } from './prediction-id.ts';
import { wilsonInterval } from './wilson-interval.ts';

export interface AccuracyQuery {
  readonly model: string;
  /** Of predictions made from here on, and before there. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Newest version first; versions without feedback are not among them. */
export async function modelAccuracy(
  ledger: Ledger,
  { model, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER }: AccuracyQuery,
): Promise<readonly VersionAccuracy[]> {
  assertModelName(model);
  const counts = await countCorrect(ledger.sql, {
    model,
    fromId: firstPredictionIdAt(fromMs),
    beforeId: firstPredictionIdAt(toMs),
  });
  return counts.map(({ version, labelled, correct }) => ({
    version,
    labelled,
    correct,
    accuracy: correct / labelled,
    interval: wilsonInterval(correct, labelled),
  }));
}
