import { LearnError } from '../errors.ts';
import { isRecord, under } from './parse-fields.ts';
import { nearestName } from './parse-nearest.ts';
import type { Recipe } from './recipe.ts';
import { recipes } from './recipes.ts';

/** A value to stand at a path of a recipe, as `features.0.minDf`; null takes away what stands there. */
export type Change = readonly [path: string, value: unknown];

export function namedRecipe(name: unknown, place: string): Recipe {
  const found = typeof name === 'string' ? recipes.get(name) : undefined;
  if (found) return found;
  const meant = typeof name === 'string' ? nearestName(name, recipes.keys()) : null;
  const hint = meant === null ? `give one of ${[...recipes.keys()].join(', ')}` : `perhaps you mean ${meant}`;
  throw new LearnError('RECIPE_INVALID', `${place} is ${JSON.stringify(name)}, no recipe's name; ${hint}.`);
}

/**
 * The recipe with these changes, as JSON that nobody has checked yet. Objects given for `classifier` or for one
 * feature set merge into what stands there; another kind of classifier replaces it, since it has other fields.
 */
export function changeRecipe(recipe: Recipe, changes: readonly Change[]): unknown {
  let changed: unknown = recipe;
  for (const [path, value] of changes) changed = putAt(changed, path.split('.'), value, path);
  return changed;
}

/** One change a field, where objects merge. */
export function spellOut(recipe: Recipe, changes: readonly Change[]): readonly Change[] {
  return changes.flatMap(([path, value]): readonly Change[] => {
    if (!isRecord(value)) return [[path, value]];
    const isSameClassifier =
      path === 'classifier' && (value.kind ?? recipe.classifier.kind) === recipe.classifier.kind;
    if (!isSameClassifier && !/^features\.\d+$/.test(path)) return [[path, value]];
    return Object.entries(value).map(([name, inner]): Change => [under(path, name), inner]);
  });
}

/** A name that says what was changed, as `logreg c=4 minDf=2`. */
export function changedName(base: string, changes: readonly Change[]): string {
  const paths = changes.map(([path]) => path);
  return [base, ...changes.map(([path, value]) => `${shortestEnd(path, paths)}=${shortValue(value)}`)].join(
    ' ',
  );
}

function putAt(holder: unknown, [key, ...rest]: readonly string[], value: unknown, path: string): unknown {
  if (Array.isArray(holder)) {
    const index = /^\d+$/.test(key) ? Number(key) : -1;
    if (!(index >= 0 && index < holder.length)) throw leadsNowhere(path, key, 'the list there has', holder);
    if (rest.length === 0 && value === null) return holder.filter((_, i) => i !== index);
    return holder.map((inner, i) =>
      i !== index ? inner : rest.length === 0 ? value : putAt(inner, rest, value, path),
    );
  }
  if (!isRecord(holder)) throw leadsNowhere(path, key, 'what holds it is', holder);
  if (rest.length === 0 && value === null) {
    return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
  }
  if (rest.length === 0) return { ...holder, [key]: value };
  if (!Object.hasOwn(holder, key)) throw leadsNowhere(path, key, 'what holds it has', Object.keys(holder));
  return { ...holder, [key]: putAt(holder[key], rest, value, path) };
}

function leadsNowhere(path: string, key: string, before: string, holder: unknown): LearnError {
  const found = Array.isArray(holder)
    ? holder.every((one) => typeof one === 'string')
      ? `the fields ${holder.join(', ')}`
      : `${holder.length}, counted from 0`
    : JSON.stringify(holder);
  return new LearnError(
    'RECIPE_INVALID',
    `${path} leads nowhere at "${key}", ${before} ${found}; give a path into the recipe, such as classifier.c or features.0.minDf.`,
  );
}

/** As many of the path's last parts as tell it from the other paths. */
function shortestEnd(path: string, paths: readonly string[]): string {
  const parts = path.split('.');
  for (let count = 1; count < parts.length; count++) {
    const end = parts.slice(-count).join('.');
    if (paths.filter((other) => other === end || other.endsWith(`.${end}`)).length === 1) return end;
  }
  return path;
}

const longestValue = 40;

function shortValue(value: unknown): string {
  if (value === null) return 'none';
  const text =
    typeof value === 'string'
      ? value
      : JSON.stringify(value)
          .replaceAll(/["{}]/g, '')
          .replace(/^kind:/, '');
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}
