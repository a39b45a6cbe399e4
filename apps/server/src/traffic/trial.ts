import type { ServingTraffic } from '@verdict/ledger';
import {
  createLatencyMeter,
  decideAbort,
  type LatencyMeter,
  type ServedModel,
  type Split,
  shareSeed,
} from '@verdict/serve';

/** One challenger that is being tried, and what this process has seen of it. */
export interface Trial {
  readonly traffic: ServingTraffic;
  readonly split: Split;
  /** Null: it is not in memory here, and nothing is asked of it. */
  readonly challenger: ServedModel | null;
  readonly tally: Tally;
}

/** Goes on while the share changes; another trial begins at nothing. */
export interface Tally {
  asked: number;
  failed: number;
  readonly challenger: LatencyMeter;
  readonly champion: LatencyMeter;
  /** Why this process has stopped it; it stays stopped here, whatever the record still says. */
  stopped: string | null;
}

export function trialOf(
  traffic: ServingTraffic,
  challenger: ServedModel | null,
  before: Trial | undefined,
): Trial {
  const { model, mode, percent } = traffic;
  const isSame =
    before?.traffic.startedMs === traffic.startedMs && before.traffic.challenger === traffic.challenger;
  return {
    traffic,
    split: { mode, percent, seed: shareSeed(model, traffic.challenger) },
    challenger,
    tally: isSame ? before.tally : newTally(),
  };
}

function newTally(): Tally {
  return {
    asked: 0,
    failed: 0,
    challenger: createLatencyMeter(),
    champion: createLatencyMeter(),
    stopped: null,
  };
}

/** A decision sums some hundred counts; a challenger that is bad stays bad for fifty answers. */
const everyAnswers = 50;

/** Why it must stop, as far as this process knows; null: it goes on, or it has stopped. */
export function reasonToStop({ traffic, tally }: Trial): string | null {
  const isDue = tally.failed > 0 || tally.asked % everyAnswers === 0;
  if (tally.stopped !== null || !isDue || tally.asked < traffic.rules.minimumAnswers) return null;
  return decideAbort(traffic.rules, {
    asked: tally.asked,
    failed: tally.failed,
    tookMs: tally.challenger.quantile(0.95),
    champion: { answers: tally.champion.count(), tookMs: tally.champion.quantile(0.95) },
  });
}
