import type { Calibration } from '../calibrate/calibration.ts';
import type { ForestModel } from '../classify/classifier.ts';
import type { FeatureSetOptions } from '../features/feature-set.ts';
import type { GramTree } from '../features/gram-tree.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { ModelFacts } from './model-facts.ts';

/** A classifier, whole: it takes a text and nothing else, and is the same value in memory, in a file and on every machine. */
export interface Model {
  readonly recipe: Recipe;
  readonly classes: readonly string[];
  /** Index of the positive class, of two. */
  readonly positive: number | null;
  readonly sets: readonly ModelSet[];
  readonly head: LinearHead | ForestModel;
  readonly calibration: Calibration;
  /** Probability of the positive class from which a text is called so; null where the most probable class wins. */
  readonly threshold: number | null;
  /** Answers of lower confidence are marked unsure; 0 marks none. */
  readonly unsureBelow: number;
  readonly facts: ModelFacts;
}

/**
 * One feature set with what was learned of it, an entry a gram (a gram that is no column has scale 0).
 *
 *   r = gain / √ Σ_g (tf_g · scale_g)²      margin_k += r Σ_g tf_g · weights[g · outputs + k]
 *
 * `weights` already holds scale times the classifier's weight: that product is what a gram contributes.
 * Single precision: a weight's seventh digit moves no label, and the file is half as large.
 */
export interface ModelSet {
  readonly options: FeatureSetOptions;
  readonly tree: GramTree;
  readonly scales: Float32Array;
  /** Empty where the head is a forest. */
  readonly weights: Float32Array;
  readonly precision: Precision;
}

/** How the numbers of a set are kept in the file: as they are, or as one byte each (see quantise.ts). */
export type Precision = 'float32' | 'int8';

export interface LinearHead {
  readonly kind: 'linear';
  readonly outputs: number;
  readonly intercepts: Float64Array;
}

export function outputsOfModel(model: Model): number {
  if (model.head.kind === 'linear') return model.head.outputs;
  return model.classes.length === 2 ? 1 : model.classes.length;
}
