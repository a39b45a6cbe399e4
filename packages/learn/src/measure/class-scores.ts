import type { ConfusionMatrix } from './confusion-matrix.ts';

/** What was said of one class, or of several on average. A ratio of nothing to nothing is 0, as in scikit-learn. */
export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface ClassScores extends Scores {
  /** Rows of this class. */
  readonly support: number;
  /** Rows called this class. */
  readonly called: number;
}

export interface ScoreAverages {
  /** Every class counts the same; a class with neither rows nor predictions is left out. */
  readonly macro: Scores;
  /** Every row counts the same. Precision and recall differ only where labels of −1 occur. */
  readonly micro: Scores;
  /** Every class counts by its rows. */
  readonly weighted: Scores;
}

/** precision = tp / called, recall = tp / support, F1 = 2 tp / (called + support), by class. */
export function classScores({ classes, counts }: ConfusionMatrix): readonly ClassScores[] {
  return Array.from({ length: classes }, (_, k) => {
    let support = 0;
    let called = counts[classes * classes + k];
    for (let other = 0; other < classes; other++) {
      support += counts[k * classes + other];
      called += counts[other * classes + k];
    }
    return { ...scores(counts[k * classes + k], called, support), support, called };
  });
}

export function averageScores({ classes, rows, counts }: ConfusionMatrix): ScoreAverages {
  const perClass = classScores({ classes, rows, counts });
  let right = 0;
  let known = 0;
  for (let k = 0; k < classes; k++) {
    right += counts[k * classes + k];
    known += perClass[k].support;
  }
  return {
    macro: average(perClass, ({ support, called }) => (support + called > 0 ? 1 : 0)),
    micro: scores(right, rows, known),
    weighted: average(perClass, ({ support }) => support),
  };
}

/** The macro average of F1 alone, without allocation: bootstraps ask for it a thousand times. */
export function macroF1({ classes, counts }: ConfusionMatrix): number {
  let sum = 0;
  let occurring = 0;
  for (let k = 0; k < classes; k++) {
    let either = counts[classes * classes + k];
    for (let other = 0; other < classes; other++) {
      either += counts[k * classes + other] + counts[other * classes + k];
    }
    if (either === 0) continue;
    occurring++;
    sum += (2 * counts[k * classes + k]) / either;
  }
  return occurring === 0 ? 0 : sum / occurring;
}

function scores(right: number, called: number, support: number): Scores {
  return {
    precision: called === 0 ? 0 : right / called,
    recall: support === 0 ? 0 : right / support,
    f1: called + support === 0 ? 0 : (2 * right) / (called + support),
  };
}

function average(perClass: readonly ClassScores[], weightOf: (scores: ClassScores) => number): Scores {
  let total = 0;
  let precision = 0;
  let recall = 0;
  let f1 = 0;
  for (const one of perClass) {
    const weight = weightOf(one);
    total += weight;
    precision += weight * one.precision;
    recall += weight * one.recall;
    f1 += weight * one.f1;
  }
  return total === 0
    ? { precision: 0, recall: 0, f1: 0 }
    : { precision: precision / total, recall: recall / total, f1: f1 / total };
}
