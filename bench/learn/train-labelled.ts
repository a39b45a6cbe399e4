import { type Crew, type Model, type Recipe, train } from '@verdict/learn';
import type { Labelled } from './labelled.ts';

/** The seed of every model here, as of the command line's default. */
const seed = 42;

export async function trainLabelled(recipe: Recipe, data: Labelled, crew: Crew): Promise<Model> {
  const { texts, labels, classes, groups, positive } = data;
  // Nothing here is stored, so the model need not say where it comes from.
  const origin = { data: 'bench', node: process.version, learn: 'bench' };
  const { model } = await train({ texts, labels, classes, groups, positive, recipe, seed, crew, origin });
  return model;
}
