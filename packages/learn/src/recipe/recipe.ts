import type { ThresholdGoal } from '../calibrate/tune-threshold.ts';
import type { UnsureTarget } from '../calibrate/unsure-band.ts';
import type { ClassifierOptions } from '../classify/classifier.ts';
import type { FeatureSetOptions } from '../features/feature-set.ts';

/** Everything that decides what comes of given rows, the seed apart: a frozen value that is also JSON. */
export interface Recipe {
  readonly name: string;
  readonly features: readonly FeatureSetOptions[];
  readonly classifier: ClassifierOptions;
  /**
   * How margins become probabilities, fitted on out-of-fold margins. `temperature` never changes a label;
   * `sigmoid` also moves the boundary to where the classes really meet.
   */
  readonly calibration: 'temperature' | 'sigmoid' | 'isotonic' | 'none';
  /** Folds for the out-of-fold margins. Default 5. */
  readonly folds?: number;
  /** The class that precision, recall and F1 speak of, of two. */
  readonly positive?: string;
  /** Call a text positive from this probability on, or from the one that serves the goal best out of fold. */
  readonly threshold?: number | { readonly goal: ThresholdGoal };
  /** Below this confidence, or below the one that meets the target out of fold, the answer is marked unsure. */
  readonly unsure?: number | UnsureTarget;
}
