import { LearnError } from '../errors.ts';
import { type Change, changedName, changeRecipe, namedRecipe, spellOut } from '../recipe/parse-changes.ts';
import { isRecord } from '../recipe/parse-fields.ts';
import { parseRecipe } from '../recipe/parse-recipe.ts';
import type { Recipe } from '../recipe/recipe.ts';

/** Every candidate costs a fit a fold: past this a grid is a slip, and would run for days. */
export const mostCandidates = 1000;

/**
 * A sweep as JSON: a list of recipes' names, recipes, and grids. A grid is a recipe with `vary`, lists of values
 * by path, and stands for every combination of them:
 *
 *   ["linear-svm", {"base": "nb-logreg", "vary": {"classifier.c": [1, 4], "features.0.minDf": [2, 3]}}]
 *
 * Candidates are called after what varies, as `nb-logreg c=1 minDf=2`; the last path turns fastest.
 */
export function expandSweep(spec: unknown): Recipe[] {
  const entries = Array.isArray(spec) ? spec : isRecord(spec) ? [spec] : [];
  if (entries.length === 0) {
    throw new LearnError(
      'RECIPE_INVALID',
      'The sweep names no recipe; give a list of recipes, their names, or grids such as {"base": "logreg", "vary": {"classifier.c": [1, 4]}}.',
    );
  }
  const candidates: Recipe[] = [];
  entries.forEach((entry, index) => {
    candidates.push(...blamed(`Entry ${index} of the sweep: `, () => expandEntry(entry, candidates.length)));
  });
  assertNamesDiffer(candidates);
  return candidates;
}

export function assertNamesDiffer(candidates: readonly Recipe[]): void {
  const seen = new Set<string>();
  for (const { name } of candidates) {
    if (seen.has(name)) {
      throw new LearnError(
        'RECIPE_INVALID',
        `Two candidates are called "${name}"; give each recipe a name of its own.`,
      );
    }
    seen.add(name);
  }
}

function expandEntry(entry: unknown, before: number): readonly Recipe[] {
  if (typeof entry === 'string') return [namedRecipe(entry, 'it')];
  if (!isRecord(entry) || !Object.hasOwn(entry, 'vary')) return [parseRecipe(entry)];
  const { vary, ...rest } = entry;
  const recipe = parseRecipe(rest);
  const axes = axesOf(vary);
  const count = axes.reduce((product, [, values]) => product * values.length, 1);
  if (before + count > mostCandidates) {
    throw new LearnError(
      'RECIPE_INVALID',
      `vary makes ${count} candidates, and a sweep may have ${mostCandidates}; give fewer values.`,
    );
  }
  return combinations(axes).map((point) => {
    const changes = spellOut(recipe, point);
    const name = changedName(recipe.name, changes);
    return blamed(`${name}: `, () => parseRecipe(changeRecipe(recipe, [...changes, ['name', name]])));
  });
}

type Axis = readonly [path: string, values: readonly unknown[]];

function axesOf(vary: unknown): readonly Axis[] {
  const axes = isRecord(vary) ? Object.entries(vary) : [];
  if (axes.length === 0) {
    throw new LearnError(
      'RECIPE_INVALID',
      `vary is ${JSON.stringify(vary)}; give lists of values by path, such as {"classifier.c": [1, 4]}.`,
    );
  }
  return axes.map(([path, values]): Axis => {
    if (!Array.isArray(values) || values.length === 0) {
      throw new LearnError(
        'RECIPE_INVALID',
        `vary.${path} is ${JSON.stringify(values)}; give a list of values.`,
      );
    }
    return [path, values];
  });
}

function combinations(axes: readonly Axis[]): readonly (readonly Change[])[] {
  return axes.reduce<readonly (readonly Change[])[]>(
    (points, [path, values]) =>
      points.flatMap((point) => values.map((value): readonly Change[] => [...point, [path, value]])),
    [[]],
  );
}

function blamed<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof LearnError)) throw error;
    throw new LearnError(error.code, place + error.message, { cause: error });
  }
}
