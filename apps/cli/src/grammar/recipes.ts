import type { Command } from 'commander';
import { type Grammar, json, type Options } from './command.ts';

export function addRecipeCommands({ command }: Grammar): void {
  const recipes = command('recipes', 'list the recipes, or show one', [
    'verdict recipes',
    'verdict recipes show nb-logreg > mine.json && verdict train --data reviews.csv --recipe mine.json',
  ])
    .option(...json)
    .usage('[list | show NAME] [options]');
  const list = async (options: Options): Promise<void> => {
    const { listRecipes } = await import('../commands/recipes.ts');
    listRecipes({ json: options.json === true });
  };
  recipes.action(list);
  recipes
    .command('list', { isDefault: false })
    .summary('list the recipes')
    .description('List the recipes.')
    .option(...json)
    .action((_, sub: Command) => list(sub.optsWithGlobals()));
  recipes
    .command('show')
    .summary('print a recipe as JSON')
    .description('Print a recipe as JSON.')
    .argument('<name>', 'a recipe of the list, or a JSON file to check')
    .option(...json)
    .action(async (name: string) => {
      const { showRecipe } = await import('../commands/recipes.ts');
      await showRecipe(name);
    });
}
