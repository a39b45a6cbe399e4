import type { ClassifierOptions } from '../classify/classifier.ts';
import type { CountedSet } from '../features/build-features.ts';
import type { CountMatrix } from '../features/weighting.ts';

/** What a fit is posted of a feature set: rows only for the methods that read rows, for they double the memory. */
export function countMatrix(set: CountedSet, classifier: ClassifierOptions): CountMatrix {
  return { options: set.options, byColumn: set.byColumn, byRow: readsRows(classifier) ? set.byRow : null };
}

function readsRows(classifier: ClassifierOptions): boolean {
  if (classifier.kind === 'linear-svm') return classifier.solver !== 'primal';
  return classifier.kind === 'random-forest';
}
