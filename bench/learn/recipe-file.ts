import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Recipe, recipes } from '@verdict/learn';
import { places } from './places.ts';
import { BenchRefusal } from './refusal.ts';

export function recipeNamed(name: string): Recipe {
  const recipe = recipes.get(name);
  if (recipe) return recipe;
  throw new BenchRefusal(`There is no recipe "${name}"; there are ${[...recipes.keys()].join(', ')}.`);
}

/** The recipe as JSON, for peers/verdict_recipe.py to make the same pipeline of. */
export async function recipeFile(recipe: Recipe): Promise<string> {
  const folder = join(places.work, 'recipes');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${recipe.name}.json`);
  await writeFile(path, `${JSON.stringify(recipe, null, 2)}\n`);
  return path;
}
