import { findRecipe } from '@verdict/engine/models';
import { defaultRecipe, type Recipe, recipes } from '@verdict/learn';
import { speaker } from '../terminal/say.ts';
import { table } from '../terminal/table.ts';

export function listRecipes(options: { readonly json: boolean }): void {
  const say = speaker(options);
  const all = [...recipes.values()];
  if (options.json) {
    say.json(all);
    return;
  }
  const rows = all.map((recipe) => [`${recipe.name}${recipe.name === defaultRecipe ? ' (default)' : ''}`]);
  const lines = table([...rows]);
  const width = Math.max(...lines.map((line) => line.length));
  all.forEach((recipe, index) => {
    say.line(`${lines[index].padEnd(width)}  ${say.paint('dim', describe(recipe))}`);
  });
}

/** A recipe is JSON, with --json and without: what is printed can be edited and given to --recipe. */
export async function showRecipe(name: string): Promise<void> {
  process.stdout.write(`${JSON.stringify(await findRecipe(name), null, 2)}\n`);
}

function describe({ features, classifier }: Recipe): string {
  const sets = features.map(({ tokens, ngrams = [1, 1] }) => {
    const [from, to] = ngrams;
    return `${tokens.replaceAll('-', ' ')}, ${from === to ? `${from}-grams` : `${from}–${to}-grams`}`;
  });
  return `${sets.join(' + ')}; ${classifier.kind.replaceAll('-', ' ')}`;
}
