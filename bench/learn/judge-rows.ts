import { evaluate, type Interval, wilsonInterval } from '@verdict/learn';
import type { Labelled } from './labelled.ts';
import { BenchRefusal } from './refusal.ts';

export interface Judged {
  readonly rows: number;
  readonly accuracy: number;
  readonly interval: Interval;
  readonly macroF1: number;
  /** Null where no probabilities were given. */
  readonly logLoss: number | null;
  readonly ece: number | null;
}

/** Either side's answers by the same measures. */
export function judge(
  { labels, classes }: Pick<Labelled, 'labels' | 'classes'>,
  predicted: Int32Array,
  probabilities: Float64Array | null,
): Judged {
  const certain = (): Float64Array => {
    const sure = new Float64Array(labels.length * classes.length);
    predicted.forEach((k, row) => {
      sure[row * classes.length + k] = 1;
    });
    return sure;
  };
  const metrics = evaluate({
    labels,
    predicted,
    probabilities: probabilities ?? certain(),
    classes: classes.length,
  });
  return {
    rows: metrics.rows,
    accuracy: metrics.accuracy,
    interval: wilsonInterval(Math.round(metrics.accuracy * metrics.rows), metrics.rows),
    macroF1: metrics.macroF1,
    logLoss: probabilities && metrics.logLoss,
    ece: probabilities && metrics.ece,
  };
}

/** What sklearn_evaluate.py --dump writes. */
export interface PeerDump {
  readonly classes: readonly string[];
  readonly truth: readonly string[];
  readonly predicted: readonly string[];
  readonly probabilities: readonly (readonly number[])[] | null;
}

/** The peer's answers in our numbering, once it is sure that they speak of the same rows. */
export function predictedByPeer(
  dump: PeerDump,
  { labels, classes }: Pick<Labelled, 'labels' | 'classes'>,
): { readonly predicted: Int32Array; readonly probabilities: Float64Array | null } {
  const numberOf = new Map(classes.map((name, k) => [name, k]));
  const asNumber = (name: string): number => numberOf.get(name) ?? -1;
  const differs = dump.truth.findIndex((name, row) => asNumber(name) !== labels[row]);
  if (dump.truth.length !== labels.length || differs >= 0) {
    const where = differs >= 0 ? `row ${differs} has another label` : `it has ${dump.truth.length} rows`;
    throw new BenchRefusal(
      `The peer read other rows than we did (${where}, ours has ${labels.length}); delete bench/.work.`,
    );
  }
  const columns = classes.map((name) => dump.classes.indexOf(name));
  return {
    predicted: Int32Array.from(dump.predicted, asNumber),
    probabilities:
      dump.probabilities &&
      Float64Array.from(dump.probabilities.flatMap((row) => columns.map((column) => row[column]))),
  };
}
