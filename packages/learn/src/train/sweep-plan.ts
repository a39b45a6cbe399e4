import type { Crew } from '../crew.ts';
import { LearnError } from '../errors.ts';
import type { FeatureSetOptions } from '../features/feature-set.ts';
import type { Allocate } from '../memory.ts';
import { createRandom } from '../random.ts';
import { parseRecipe } from '../recipe/parse-recipe.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { stratifiedFolds } from '../split/stratified-folds.ts';
import type { Texts } from '../texts.ts';
import { assertNamesDiffer } from './expand-sweep.ts';
import type { Scoring } from './sweep-scoring.ts';

export interface SweepInput {
  readonly texts: Texts;
  /** Class of each text, 0 … classes − 1. */
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  /** The class that thresholds speak of, of two, where a recipe names none. */
  readonly positive: number | null;
  /** Group of each text: identical texts share one, and stay in one fold. */
  readonly groups: Int32Array;
  /** As `expandSweep` gives them; names differ. */
  readonly recipes: readonly Recipe[];
  /** Default accuracy. */
  readonly scoring?: Scoring;
  /** Default 5, whatever the recipes say of folds. */
  readonly folds?: number;
  /** A candidate so many standard errors below the leader is given up. Default 3; null asks every fold of each. */
  readonly dropAt?: number | null;
  readonly seed: number;
  readonly crew: Crew;
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Milliseconds, for `seconds`. */
  readonly now?: () => number;
}

export interface SweepProgress {
  /** Fits, those that a dropped candidate is spared among them. */
  readonly done: number;
  readonly total: number;
  readonly best: { readonly name: string; readonly score: number } | null;
}

export interface Candidate {
  readonly index: number;
  readonly recipe: Recipe;
  readonly positive: number | null;
}

export interface SweepPlan {
  readonly input: SweepInput;
  readonly scoring: Scoring;
  readonly folds: number;
  readonly dropAt: number;
  /** Both where every thread sees them. */
  readonly labels: Int32Array;
  readonly foldOf: Int32Array;
  /** How many folds have been asked when candidates are compared. */
  readonly barriers: readonly number[];
  /** Candidates that can share counted features: those of one family are held in memory at a time. */
  readonly families: readonly (readonly Candidate[])[];
}

const defaultFolds = 5;

/** Three standard errors: one equal candidate in 700 is lost a look, and an equal one is no loss. */
const defaultDropAt = 3;

/** Everything that can be refused is refused here, before a text is read. */
export function planSweep(input: SweepInput): SweepPlan {
  const { texts, labels, groups, classes, seed, dropAt = defaultDropAt } = input;
  if (classes.length < 2) {
    throw new LearnError(
      'LABELS_TOO_FEW',
      `All rows have the label "${classes[0]}"; give rows of at least two labels.`,
    );
  }
  if (labels.length !== texts.length) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${texts.length} texts and ${labels.length} labels; give one label a text.`,
    );
  }
  const stray = labels.findIndex((label) => !(label >= 0 && label < classes.length));
  if (stray >= 0) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `Row ${stray} has label ${labels[stray]}; number labels from 0 to ${classes.length - 1}.`,
    );
  }
  if (dropAt !== null && !(dropAt > 0)) {
    throw new LearnError('RECIPE_INVALID', `dropAt is ${dropAt}; give a number of standard errors above 0.`);
  }
  const candidates = checkCandidates(input);
  const folds = input.folds ?? defaultFolds;
  const random = createRandom(seed).fork('folds');
  const foldOf = stratifiedFolds({ labels, groups, folds, random, classNames: classes });
  return {
    input,
    scoring: input.scoring ?? 'accuracy',
    folds,
    dropAt: dropAt ?? Number.POSITIVE_INFINITY,
    labels: copyTo(input.crew.allocate, labels),
    foldOf: copyTo(input.crew.allocate, foldOf),
    barriers: [...new Set([1, Math.ceil(folds / 2), folds])],
    families: familiesOf(candidates),
  };
}

function checkCandidates({ recipes, classes, positive }: SweepInput): readonly Candidate[] {
  if (recipes.length === 0) {
    throw new LearnError('RECIPE_INVALID', 'The sweep has no candidates; give at least one recipe.');
  }
  assertNamesDiffer(recipes);
  return recipes.map((given, index): Candidate => {
    const recipe = parseRecipe(given);
    const { classWeights } = recipe.classifier;
    if (Array.isArray(classWeights) && classWeights.length !== classes.length) {
      throw new LearnError(
        'RECIPE_INVALID',
        `"${recipe.name}" has ${classWeights.length} class weights, and there are ${classes.length} classes; give one a class.`,
      );
    }
    const named = recipe.positive === undefined ? positive : classes.indexOf(recipe.positive);
    if (named === -1) {
      throw new LearnError(
        'RECIPE_INVALID',
        `"${recipe.name}" calls "${recipe.positive}" positive, which no row is; give one of ${classes.join(', ')}.`,
      );
    }
    return { index, recipe, positive: classes.length === 2 ? named : null };
  });
}

function familiesOf(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const families = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = candidate.recipe.features.map(countsKey).join('|');
    const family = families.get(key);
    if (family) family.push(candidate);
    else families.set(key, [candidate]);
  }
  return [...families.values()];
}

/** Weights are learned inside each fit, so sets that differ in nothing else hold the same counts. */
function countsKey({ idf: _, ratio: __, normalize: ___, gain: ____, ...counted }: FeatureSetOptions): string {
  return JSON.stringify(Object.entries(counted).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function copyTo(allocate: Allocate, source: Int32Array): Int32Array {
  const copy = allocate.int32(source.length);
  copy.set(source);
  return copy;
}
