import type { Recipe } from './recipe.ts';
export function parseRecipe(_value: unknown): Recipe {
  throw new Error('being written');
}
