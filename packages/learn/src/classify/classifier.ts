import type { DesignMatrix } from '../matrix/design-matrix.ts';
import type { Random } from '../random.ts';
import type { PackedCounts } from '../solve/packed-counts.ts';

/** Rows with their classes. A row of weight 0 takes no part; weight 2 is the row given twice. */
export interface TrainingSet {
  readonly x: DesignMatrix;
  /** Class of each row, 0 … classes − 1. */
  readonly labels: Int32Array;
  readonly classes: number;
  readonly weights: Float64Array;
}

export interface FitContext {
  readonly random: Random;
  /** Asked between steps; a fit that was told to stop throws LearnError STOPPED. */
  readonly shouldStop?: () => boolean;
  /** 0 … 1, as far as the solver can tell. */
  readonly onProgress?: (fraction: number) => void;
  /** Where to start; never changes the optimum. Logistic regression takes it, the others need none. */
  readonly start?: RowStart;
  /** The counts of x's blocks as products want them, where several fits share them; else a fit packs its own. */
  readonly packed?: readonly PackedCounts[];
}

/** A linear model by its rows, w_k = Σ_i coefficients[k·rows + i] x_i: also of use where the columns' scales differ. */
export interface RowStart {
  /** outputs × rows, output after output; those of rows that take no part are not looked at. */
  readonly coefficients: Float64Array;
  readonly intercepts: Float64Array;
}

/**
 * margin_k(x) = intercepts[k] + Σ_j weights[k·columns + j] x_j.
 * Two classes have one output: a positive margin speaks for class 1.
 */
export interface LinearModel {
  readonly kind: 'linear';
  readonly columns: number;
  readonly outputs: number;
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
}

/**
 * Trees in flat arrays, one after the other; roots[t] is the first node of tree t.
 * A node with feature ≥ 0 sends a row left when x[feature] <= threshold, else right; a leaf has feature −1
 * and whose `left` is its row in `leafValues` (class shares, `classes` numbers a leaf).
 */
export interface ForestModel {
  readonly kind: 'forest';
  readonly columns: number;
  readonly classes: number;
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly leafValues: Float32Array;
}

export type ClassifierModel = LinearModel | ForestModel;

/** How the fit went; what it could not reach is a value here, not an exception. */
export interface FitReport {
  readonly converged: boolean;
  readonly iterations: number;
  /** The objective at the solution, where the method has one. */
  readonly objective: number | null;
  /** What optimality was judged by: gradient norm over its start, duality gap over the primal, …; null where closed form. */
  readonly optimality: number | null;
}

export interface Fitted<Model extends ClassifierModel = ClassifierModel> {
  readonly model: Model;
  readonly report: FitReport;
  /** Where a fit on some of the same rows may start, from methods that take one. */
  readonly start?: RowStart;
  /** Every row's margins as `classifierMargins` has them, from methods that know them when they are done. */
  readonly margins?: Float64Array;
}

export interface LogisticRegressionOptions {
  readonly kind: 'logistic-regression';
  /** Inverse strength of the L2 penalty, as in scikit-learn: minimise ½‖w‖² + C Σ loss. */
  readonly c: number;
  readonly classWeights?: ClassWeights;
  /** Stop when the gradient's norm has fallen to this share of its first. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

export interface LinearSvmOptions {
  readonly kind: 'linear-svm';
  readonly c: number;
  readonly loss?: 'hinge' | 'squared-hinge';
  /** Dual coordinate descent, or a Newton method on the primal (squared hinge only). */
  readonly solver?: 'dual' | 'primal';
  readonly classWeights?: ClassWeights;
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

export interface NaiveBayesOptions {
  readonly kind: 'multinomial-naive-bayes' | 'complement-naive-bayes';
  /** Lidstone smoothing. */
  readonly alpha?: number;
  readonly classWeights?: ClassWeights;
}

export interface RandomForestOptions {
  readonly kind: 'random-forest';
  readonly trees?: number;
  /** Candidate columns a split: the square root of the columns, or a count. */
  readonly candidates?: 'sqrt' | number;
  readonly maxDepth?: number;
  readonly minLeaf?: number;
  readonly classWeights?: ClassWeights;
}

/** `balanced`: each class weighs rows / (classes · its rows). */
export type ClassWeights = 'balanced' | readonly number[];

export type ClassifierOptions =
  | LogisticRegressionOptions
  | LinearSvmOptions
  | NaiveBayesOptions
  | RandomForestOptions;
