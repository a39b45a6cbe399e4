import { applyCalibration } from '../calibrate/apply-calibration.ts';
import type { ClassifierOptions } from '../classify/classifier.ts';
import type { Crew } from '../crew.ts';
import { LearnError } from '../errors.ts';
import { buildFeatures, type CountedSet } from '../features/build-features.ts';
import { evaluate, type Metrics } from '../measure/evaluate.ts';
import { type Decision, decisionOf } from '../model/decision.ts';
import type { Model } from '../model/model.ts';
import { createRandom } from '../random.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { packCounts } from '../solve/packed-counts.ts';
import { stratifiedFolds } from '../split/stratified-folds.ts';
import type { Texts } from '../texts.ts';
import { buildModel } from './build-model.ts';
import { calibrateOutOfFold, undecided } from './calibrate-out-of-fold.ts';
import { countMatrix } from './count-matrix.ts';
import { type FitRowsInput, type FitRowsOutput, fitRowsTask } from './fit-rows.ts';
import { profileTexts } from './profile-texts.ts';

export interface TrainInput {
  readonly texts: Texts;
  /** Class of each text, 0 … classes − 1. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  readonly positive: number | null;
  /** Group of each text: identical texts share one, and stay in one fold. */
  readonly groups: Int32Array;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly crew: Crew;
  /** What the file is to say of where it comes from. */
  readonly origin: { readonly data: string; readonly node: string; readonly learn: string };
  readonly onProgress?: (stage: TrainStage, fraction: number) => void;
  readonly now?: () => number;
}

export type TrainStage = 'features' | 'fit' | 'finish';

export interface Trained {
  readonly model: Model;
  readonly outOfFold: OutOfFold | null;
  readonly seconds: Readonly<Record<TrainStage, number>>;
}

/** What the folds' models said of rows that they had not seen, calibrated. */
export interface OutOfFold {
  readonly probabilities: Float64Array;
  readonly predicted: Int32Array;
  readonly metrics: Metrics;
}

/**
 * Texts to model: features once, then one fit on all rows and one a fold. Weights that look at labels are
 * learned inside each fit from its own rows; the folds' answers calibrate, choose thresholds and tell how well
 * it does. All fits are independent, so any number of threads gives the same bits.
 */
export async function train(input: TrainInput): Promise<Trained> {
  const { texts, labels, classes, recipe, seed, crew } = input;
  const now = input.now ?? (() => 0);
  const progress = input.onProgress ?? (() => {});
  assertRows(input);
  const started = now();
  const { sets, tokens } = await buildFeatures(texts, recipe.features, crew, (part) =>
    progress('features', part),
  );
  const counted = now();

  const foldOf = assignFolds(input);
  const fits = await runFits(input, sets, foldOf);
  const fitted = now();

  progress('finish', 0);
  const full = fits[0];
  const margins = foldOf ? gatherMargins(fits.slice(1), foldOf) : null;
  const decision = margins ? calibrateOutOfFold(input, margins) : undecided(recipe);
  const outOfFold = margins ? measure(input, margins, decision) : null;
  const model = buildModel({
    recipe,
    classes,
    positive: input.positive,
    sets,
    full,
    decision,
    facts: {
      seed,
      rows: texts.length,
      ...input.origin,
      fit: full.report,
      metrics: { outOfFold: outOfFold?.metrics ?? null, test: null },
      profile: profileTexts({ texts, labels, classes: classes.length, tokens, outOfFold }),
      shrunk: null,
    },
  });
  progress('finish', 1);
  const seconds = {
    features: (counted - started) / 1000,
    fit: (fitted - counted) / 1000,
    finish: (now() - fitted) / 1000,
  };
  return { model, outOfFold, seconds };
}

function assertRows({ texts, labels, groups, classes, positive }: TrainInput): void {
  if (classes.length < 2) {
    throw new LearnError(
      'LABELS_TOO_FEW',
      `All rows have the label "${classes[0]}"; give rows of at least two labels.`,
    );
  }
  if (labels.length !== texts.length || groups.length !== texts.length) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `${texts.length} texts have ${labels.length} labels and ${groups.length} groups; give one of each a text.`,
    );
  }
  const unknown = labels.findIndex((label) => label < 0 || label >= classes.length);
  if (unknown >= 0) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `Row ${unknown} has class ${labels[unknown]}; with ${classes.length} classes it must be 0 to ${classes.length - 1}.`,
    );
  }
  if (positive !== null && !(positive >= 0 && positive < classes.length)) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `The positive class is ${positive}; with ${classes.length} classes it must be 0 to ${classes.length - 1}.`,
    );
  }
}

/** Fold of each row, or null where there is nothing to calibrate or a class has too few distinct texts to be split. */
function assignFolds(input: TrainInput): Int32Array | null {
  const { recipe, labels, groups, classes, seed } = input;
  if (recipe.calibration === 'none' && recipe.threshold === undefined && recipe.unsure === undefined)
    return null;
  const folds = Math.min(recipe.folds ?? 5, fewestGroups(labels, groups, classes.length));
  if (folds < 2) return null;
  return stratifiedFolds({ labels, groups, folds, random: createRandom(seed).fork('folds') });
}

function fewestGroups(labels: Int32Array, groups: Int32Array, classes: number): number {
  const seen = Array.from({ length: classes }, () => new Set<number>());
  for (let row = 0; row < labels.length; row++) seen[labels[row]].add(groups[row]);
  return Math.min(...seen.map((set) => set.size));
}

/**
 * The fit on all rows, then one a fold. Where a fit can start from another's rows, the folds but the first wait
 * for that on all rows; the first goes beside it and starts cold, so that a second thread has work.
 */
async function runFits(
  input: TrainInput,
  sets: readonly CountedSet[],
  foldOf: Int32Array | null,
): Promise<FitRowsOutput[]> {
  const { labels, classes, recipe, seed, crew } = input;
  const { classifier } = recipe;
  const folds = foldOf ? foldOf.reduce((most, fold) => Math.max(most, fold), 0) + 1 : 0;
  const matrices = sets.map((set) => countMatrix(set, classifier));
  const isByRows = classifier.kind === 'logistic-regression';
  const packed = isByRows ? sets.map(({ byColumn }) => packCounts(byColumn, crew.allocate)) : null;
  const fit = (name: string, weights: Float64Array, wants: FitRowsInput['wants']): FitRowsInput => ({
    sets: matrices,
    labels,
    classes: classes.length,
    weights,
    classifier: wants === 'model' ? classifier : forFolds(classifier),
    seed: `${seed}/${name}`,
    wants,
    ...(packed && { packed }),
  });
  const jobs = [fit('all', new Float64Array(labels.length).fill(1), 'model')];
  for (let fold = 0; fold < folds; fold++) {
    const weights = Float64Array.from(foldOf ?? [], (of) => (of === fold ? 0 : 1));
    jobs.push(fit(`fold ${fold}`, weights, 'margins'));
  }
  let done = 0;
  const run = (some: readonly FitRowsInput[]): Promise<FitRowsOutput[]> =>
    crew.run(fitRowsTask, some, () => input.onProgress?.('fit', ++done / jobs.length));
  if (!isByRows) return run(jobs);
  const first = await run(jobs.slice(0, 2));
  const { start } = first[0];
  return [...first, ...(await run(jobs.slice(2).map((job) => (start ? { ...job, start } : job))))];
}

/**
 * A fold's fit is asked for margins that calibrate, not for a model that is kept. From the start without the held-out
 * rows' share it comes to their true class from below: at 5e-3 their probability is still 0.0005 short in the mean,
 * and hardly a row in a hundred is off by more than 0.01.
 */
const foldTolerance = 5e-3;

function forFolds(classifier: ClassifierOptions): ClassifierOptions {
  return classifier.kind === 'logistic-regression' ? { tolerance: foldTolerance, ...classifier } : classifier;
}

/** Each row's margins from the fit that had not seen it. */
function gatherMargins(folds: readonly FitRowsOutput[], foldOf: Int32Array): Float64Array {
  const first = folds[0].margins ?? new Float64Array(0);
  const outputs = first.length / foldOf.length;
  const margins = new Float64Array(first.length);
  for (let row = 0; row < foldOf.length; row++) {
    const own = folds[foldOf[row]].margins ?? first;
    for (let k = 0; k < outputs; k++) margins[row * outputs + k] = own[row * outputs + k];
  }
  return margins;
}

function measure(input: TrainInput, margins: Float64Array, decision: Decision): OutOfFold {
  const { labels, positive } = input;
  const classes = input.classes.length;
  const rows = labels.length;
  const probabilities = new Float64Array(rows * classes);
  applyCalibration(decision.calibration, margins, rows, margins.length / rows, classes, probabilities);
  const predicted = decisionOf(probabilities, classes, decision.threshold, positive);
  const metrics = evaluate({
    labels,
    predicted,
    probabilities,
    classes,
    ...(positive !== null && { positive }),
  });
  return { probabilities, predicted, metrics };
}
