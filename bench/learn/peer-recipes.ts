import { type Recipe, recipes } from '@verdict/learn';
import { recipeFile, recipeNamed } from './recipe-file.ts';

/** One way to do with scikit-learn what a recipe of ours does. */
export interface PeerRecipe {
  readonly label: string;
  /** A name of peers/recipes.py, or a recipe as a JSON file. */
  readonly argument: string;
}

/** Presets that repeat an older system: the peer is that system's own steps, by hand. */
const repeated = new Set(['rotten-potatoes', 'sms-spam']);
/** Recipes that people write with scikit-learn too, each in its own usual way (peers/recipes.py). */
const usual = new Set(['nb-logreg', 'word-char', 'linear-svm']);
const known = new Set([
  ...repeated,
  ...usual,
  ...['logreg', 'naive-bayes', 'complement-nb', 'random-forest'],
]);

/** Recipes of ours that no peer has: they are set against the peers of `rival`. */
export function ownRecipes(): readonly string[] {
  return [...recipes.keys()].filter((name) => !known.has(name));
}

export async function peersOf(recipe: Recipe, rival: string): Promise<readonly PeerRecipe[]> {
  const { name } = recipe;
  if (!known.has(name)) {
    return (await peersOf(recipeNamed(rival), rival)).map((peer) => ({
      ...peer,
      label: `${peer.label} (${rival})`,
    }));
  }
  if (repeated.has(name)) return [{ label: 'scikit-learn, the older system’s steps', argument: name }];
  const same = { label: 'scikit-learn, same settings', argument: await recipeFile(recipe) };
  return usual.has(name) ? [same, { label: 'scikit-learn, its usual way', argument: name }] : [same];
}
