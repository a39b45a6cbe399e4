import { LearnError } from '../errors.ts';
import type { ClassWeights, TrainingSet } from './classifier.ts';

/**
 * One number a class. `balanced` gives Σ weights / (present classes · Σ weights of the class), as scikit-learn
 * does with sample weights: the sum of all weights stays what it was. A class without rows weighs 1.
 */
export function resolveClassWeights(
  classWeights: ClassWeights | undefined,
  { labels, weights, classes }: Pick<TrainingSet, 'labels' | 'weights' | 'classes'>,
): Float64Array {
  if (classWeights === undefined) return new Float64Array(classes).fill(1);
  if (classWeights === 'balanced') {
    const totals = new Float64Array(classes);
    for (let row = 0; row < labels.length; row++) totals[labels[row]] += weights[row];
    const present = totals.filter((total) => total > 0);
    const mean = present.reduce((sum, total) => sum + total, 0) / present.length;
    return totals.map((total) => (total > 0 ? mean / total : 1));
  }
  if (classWeights.length !== classes)
    throw new LearnError(
      'WEIGHT_INVALID',
      `${classWeights.length} class weights are given for ${classes} classes; give one a class.`,
    );
  classWeights.forEach((weight, k) => {
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY))
      throw new LearnError('WEIGHT_INVALID', `Class ${k} weighs ${weight}; give a finite number above 0.`);
  });
  return Float64Array.from(classWeights);
}

/** What each row's loss costs:  c · weight of the row · weight of its class. */
export function rowCosts(data: TrainingSet, c: number, classWeights: ClassWeights | undefined): Float64Array {
  if (!(c > 0 && c < Number.POSITIVE_INFINITY))
    throw new LearnError('RECIPE_INVALID', `c is ${c}; give a finite number above 0.`);
  const { labels, weights } = data;
  const ofClass = resolveClassWeights(classWeights, data);
  return weights.map((weight, row) => c * weight * ofClass[labels[row]]);
}
