import { bootstrapConfusion, type Interval, type Random } from '@verdict/learn';

export interface PairedPredictions {
  readonly labels: Int32Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly classes: number;
}

export interface PairedMacroF1 {
  readonly first: number;
  readonly second: number;
  readonly difference: Interval;
}

/**
 * Macro F1 of both, and the percentile interval of the difference under resampling of rows. Averaged over the classes
 * that rows have, so that both are averaged over the same ones, in every resample.
 *
 * F1 sees a row only as (label, first answer, second answer), so rows are counted by these three and the counts are
 * resampled: time resamples · distinct triples, whatever the rows.
 */
export function pairedMacroF1(pairs: PairedPredictions, level: number, random: Random): PairedMacroF1 {
  const { triples, counts } = countTriples(pairs);
  const score = createScore(triples, pairs.classes);
  const { first, second } = score(counts);
  const difference = bootstrapConfusion(
    { classes: pairs.classes, rows: pairs.labels.length, counts },
    (resampled) => {
      const drawn = score(resampled.counts);
      return drawn.first - drawn.second;
    },
    { random, level },
  );
  return { first, second, difference };
}

interface Triples {
  readonly label: Int32Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
}

function countTriples({ labels, first, second, classes }: PairedPredictions): {
  readonly triples: Triples;
  readonly counts: Float64Array;
} {
  const seen = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    const key = (labels[row] * classes + first[row]) * classes + second[row];
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  // Ordered by the triple and not by the rows, whose order must not count.
  const keys = [...seen.keys()].sort((a, b) => a - b);
  return {
    triples: {
      label: Int32Array.from(keys, (key) => Math.floor(key / (classes * classes))),
      first: Int32Array.from(keys, (key) => Math.floor(key / classes) % classes),
      second: Int32Array.from(keys, (key) => key % classes),
    },
    counts: Float64Array.from(keys, (key) => seen.get(key) ?? 0),
  };
}

function createScore({ label, first, second }: Triples, classes: number) {
  const support = new Float64Array(classes);
  const sides = [first, second].map((answers) => ({
    answers,
    called: new Float64Array(classes),
    right: new Float64Array(classes),
  }));
  return (counts: Float64Array): { first: number; second: number } => {
    support.fill(0);
    for (let at = 0; at < counts.length; at++) support[label[at]] += counts[at];
    const [ofFirst, ofSecond] = sides.map(({ answers, called, right }) => {
      called.fill(0);
      right.fill(0);
      for (let at = 0; at < counts.length; at++) {
        called[answers[at]] += counts[at];
        if (answers[at] === label[at]) right[label[at]] += counts[at];
      }
      return averageF1(support, called, right);
    });
    return { first: ofFirst, second: ofSecond };
  };
}

function averageF1(support: Float64Array, called: Float64Array, right: Float64Array): number {
  let sum = 0;
  let classes = 0;
  for (let k = 0; k < support.length; k++) {
    if (support[k] === 0) continue;
    classes++;
    sum += (2 * right[k]) / (called[k] + support[k]);
  }
  return classes === 0 ? 0 : sum / classes;
}
