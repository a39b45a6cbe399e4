import type { Ledger } from '../ledger.ts';
import { findAlias } from '../models/aliases.store.ts';
import { champion } from '../models/model.ts';
import { findModel } from '../models/models.store.ts';
import { refuseNoTraffic } from './read-traffic.ts';
import { selectCanarySide, selectShadow } from './report.store.ts';
import { selectTraffic } from './traffic.store.ts';
import type { Traffic } from './traffic.ts';

/** Champion and challenger side by side since the trial began. */
export interface TrafficReport {
  readonly traffic: Traffic;
  /** Of each side the newest answers, at most so many. */
  readonly mostAnswers: number;
  /** Null where nothing is in service. */
  readonly champion: TrafficSide | null;
  readonly challenger: TrafficSide;
  /** Null of a canary: there no question is answered by both. */
  readonly agreement: Agreement | null;
}

export interface TrafficSide {
  readonly version: number;
  readonly answers: number;
  /** Questions that it was asked and could not answer. */
  readonly failures: number;
  readonly labels: Readonly<Record<string, number>>;
  readonly meanConfidence: number | null;
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  /** Answers with feedback, and those of them that were right. */
  readonly labelled: number;
  readonly correct: number;
}

export interface Agreement {
  readonly compared: number;
  readonly agreed: number;
  /** How often each pair of labels was said; the most frequent first. */
  readonly matrix: readonly {
    readonly champion: string;
    readonly challenger: string;
    readonly count: number;
  }[];
  /** Newest first. */
  readonly disagreements: readonly Disagreement[];
}

export interface Disagreement {
  readonly predictionId: string;
  readonly atMs: number;
  /** Null where the prediction log keeps none. */
  readonly text: string | null;
  readonly champion: { readonly label: string; readonly confidence: number };
  readonly challenger: { readonly label: string; readonly confidence: number };
}

/**
 * From so many a share is known to within 0.7 points, 19 times in 20; more would hold the one connection of the embedded
 * store for seconds.
 */
export const mostAnswers = 20_000;

export const mostExamples = 100;

export async function reportTraffic(
  ledger: Ledger,
  { model: name, examples = 20 }: { readonly model: string; readonly examples?: number },
): Promise<TrafficReport> {
  const model = await findModel(ledger.sql, name);
  const traffic = (await selectTraffic(ledger.sql, model.id)) ?? refuseNoTraffic(name);
  const serving = await findAlias(ledger, model.id, champion);
  const asked = {
    model: name,
    champion: serving?.number ?? null,
    challenger: traffic.version,
    sinceMs: traffic.startedMs,
    most: mostAnswers,
  };
  if (traffic.mode === 'shadow') {
    const compared = await selectShadow(ledger, { ...asked, examples: Math.min(examples, mostExamples) });
    return { traffic, mostAnswers, ...compared };
  }
  return {
    traffic,
    mostAnswers,
    champion: serving && (await selectCanarySide(ledger, { ...asked, version: serving.number })),
    challenger: await selectCanarySide(ledger, { ...asked, version: traffic.version }),
    agreement: null,
  };
}
