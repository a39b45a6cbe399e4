import type { ForestModel } from '../classify/classifier.ts';
import { LearnError } from '../errors.ts';
import type { FeatureSetOptions } from '../features/feature-set.ts';
import type { LinearHead, Model, ModelSet } from '../model/model.ts';
import { parseRecipe } from '../recipe/parse-recipe.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { HeadFacts, SetFacts } from './encode-model.ts';

/**
 * A right checksum says that a file is as it was written, not who wrote it. So whatever would make a predictor
 * loop for ever, reach outside its arrays, ask for memory that the file does not pay for or answer NaN is refused
 * here, in time linear in the file.
 */
export interface Header
  extends Pick<Model, 'recipe' | 'classes' | 'positive' | 'threshold' | 'unsureBelow' | 'facts'> {
  readonly head: HeadFacts;
  readonly sets: readonly SetFacts[];
}

/** What stands in the header, before any tensor is read by it. */
export function assertHeader(header: Readonly<Record<keyof Header, unknown>>): Header {
  const { recipe, classes, positive, threshold, unsureBelow, facts, head, sets } = header;
  const names = isList(classes) ? classes : [];
  expect(names.length >= 2 && names.every(isText), 'it does not name two classes or more');
  expect(new Set(names).size === names.length, 'two of its classes have the same name');
  expect(positive === null || isBelow(positive, names.length), 'its positive class is none of its classes');
  expect(threshold === null || isNumber(threshold), 'its threshold is no number');
  expect(isNumber(unsureBelow), 'its bound for unsure answers is no number');

  const described = isList(sets) ? sets : [];
  const features = featuresOf(recipe);
  expect(features.length === described.length, 'it has other feature sets than its recipe');
  features.forEach((options, index) => {
    assertSetFacts(described[index], options);
  });
  assertHeadFacts(head, names.length);

  const golden = isRecord(facts) && isList(facts.golden) ? facts.golden : null;
  expect(
    golden?.every(
      (row) =>
        isRecord(row) &&
        isText(row.text) &&
        isList(row.scores) &&
        row.scores.length === names.length &&
        row.scores.every(isNumber),
    ) === true,
    'it has no golden rows with a score for each class',
  );
  return header as unknown as Header;
}

/** The recipe is kept as it is written, so that the file's bytes come back; parsing it only judges it. */
function featuresOf(recipe: unknown): readonly FeatureSetOptions[] {
  expect(isRecord(recipe) && !Object.hasOwn(recipe, 'base'), 'its recipe is not written out');
  try {
    parseRecipe(recipe);
  } catch (cause) {
    throw invalid('its recipe is none', cause);
  }
  return (recipe as unknown as Recipe).features;
}

function assertSetFacts(facts: unknown, { ngrams, hashBits }: FeatureSetOptions): void {
  expect(isRecord(facts), 'it does not say what its feature sets are');
  const { precision, most, levels } = facts;
  expect(
    (precision === 'float32' || precision === 'int8') &&
      isList(most) &&
      most.length === 2 &&
      most.every((value) => isNumber(value) && value >= 0),
    'a feature set does not say how its numbers are kept',
  );
  expect(
    levels === (hashBits === undefined ? ngrams[1] - 1 : 0),
    'a feature set has other levels of n-grams than its recipe',
  );
}

function assertHeadFacts(head: unknown, classes: number): void {
  expect(isRecord(head), 'it does not say what its head is');
  const { kind, outputs, columns, classes: own } = head;
  if (kind === 'linear')
    expect(outputs === (classes === 2 ? 1 : classes), 'its outputs do not fit its classes');
  else expect(kind === 'forest' && own === classes && isNumber(columns), 'its head does not fit its classes');
}

/** What the tensors hold, their lengths being right. */
export function assertNumbers(sets: readonly ModelSet[], head: LinearHead | ForestModel): void {
  for (const { scales, weights } of sets) {
    expect(scales.every(Number.isFinite), 'a scale is not a finite number');
    expect(weights.every(Number.isFinite), 'a weight is not a finite number');
  }
  if (head.kind === 'linear') {
    expect(head.intercepts.every(Number.isFinite), 'an intercept is not a finite number');
    return;
  }
  expect(
    head.columns === sets.reduce((sum, { scales }) => sum + scales.length, 0),
    'its trees look at other columns than its feature sets have',
  );
  assertTrees(head);
}

/** Children come after their parents, so a walk down a tree ends. */
function assertTrees(forest: ForestModel): void {
  const { columns, classes, roots, feature, threshold, left, right, leafValues } = forest;
  const nodes = feature.length;
  expect(
    threshold.length === nodes && left.length === nodes && right.length === nodes,
    'its trees have other nodes than cuts',
  );
  expect(roots.length > 0 && roots.every((root) => isBelow(root, nodes)), 'a tree begins outside its nodes');
  expect(
    leafValues.every((share) => share >= 0 && share <= 1),
    'a share in a leaf is not between 0 and 1',
  );
  const leaves = leafValues.length / classes;
  for (let node = 0; node < nodes; node++) {
    if (feature[node] === -1) {
      expect(isBelow(left[node], leaves), `leaf ${node} of its trees has no shares`);
      continue;
    }
    expect(isBelow(feature[node], columns), `node ${node} of its trees cuts a column that is not there`);
    expect(Number.isFinite(threshold[node]), `node ${node} of its trees cuts at no finite number`);
    expect(
      left[node] > node && left[node] < nodes && right[node] > node && right[node] < nodes,
      `node ${node} of its trees leads back or outside`,
    );
  }
}

function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw invalid(otherwise);
}

function invalid(what: string, cause?: unknown): LearnError {
  return new LearnError(
    'MODEL_INVALID',
    `The model file does not hold together: ${what}; train the model again.`,
    { cause },
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** A whole number from 0 on, below the bound. */
function isBelow(value: unknown, bound: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < bound;
}
