import { readFile } from 'node:fs/promises';
import { defaultRecipe, LearnError, parseRecipe, type Recipe, recipes } from '@verdict/learn';
import { Refusal } from '../refusal.ts';
import { nearest } from './nearest.ts';

/** A recipe by its name, or out of a JSON file. */
export async function findRecipe(asked: string | null): Promise<Recipe> {
  const named = recipes.get(asked ?? defaultRecipe);
  if (named) return named;
  const name = asked ?? defaultRecipe;
  if (!/[./\\]/.test(name)) {
    const names = [...recipes.keys()];
    const meant = nearest(name, names);
    const hint =
      meant === null ? `there are ${names.join(', ')}, or a recipe's JSON file` : `perhaps you mean ${meant}`;
    throw new Refusal(`There is no recipe "${name}"; ${hint}.`);
  }
  const value = await readJson(name, 'recipe');
  try {
    return parseRecipe(value);
  } catch (error) {
    if (error instanceof LearnError)
      throw new LearnError(error.code, `${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

export async function readJson(path: string, what: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') throw new Refusal(`${path} is a folder; name the ${what} file inside it.`);
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new Refusal(`There is no ${what} file ${path}; check its name and folder.`);
    throw new Refusal(`${path} cannot be read (${error.message}); check its permissions.`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : '';
    throw new Refusal(`${path} is not JSON (${why}); verdict recipes show prints a ${what} to begin with.`);
  }
}
