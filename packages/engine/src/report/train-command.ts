import { type Recipe, recipes } from '@verdict/learn';

export interface CommandParts {
  readonly data: string;
  readonly test: string | null;
  readonly name: string;
  readonly recipe: Recipe;
  readonly text: string | null;
  readonly label: string | null;
  readonly holdout: number;
  readonly seed: number;
  readonly positive: string | null;
  readonly sizeBytes: number | null;
}

/** The command that makes the same model again; a recipe that is no preset is in `recipe.json`. */
export function trainCommand(parts: CommandParts): string {
  const { recipe, test, text, label, positive, sizeBytes } = parts;
  const preset = recipes.get(recipe.name);
  const isPreset = preset !== undefined && JSON.stringify(preset) === JSON.stringify(recipe);
  const words = [
    ['--data', parts.data],
    ...(test === null ? [] : [['--test', test]]),
    ['--name', parts.name],
    ['--recipe', isPreset ? recipe.name : 'recipe.json'],
    ['--seed', String(parts.seed)],
    ...(test === null ? [['--holdout', String(parts.holdout)]] : []),
    ...(text === null ? [] : [['--text', text]]),
    ...(label === null ? [] : [['--label', label]]),
    ...(positive === null ? [] : [['--positive', positive]]),
    ...(sizeBytes === null ? [] : [['--size', `${sizeBytes}b`]]),
  ].map(([option, value]) => `${option} ${shellWord(value)}`);
  return ['verdict train', ...words].join(' ');
}

function shellWord(word: string): string {
  return /^[\w./@:,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
