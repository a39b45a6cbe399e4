import { WrongUsage } from '@verdict/engine';
import type { Command } from 'commander';
import type { Around } from '../record/with-record.ts';

export interface Surroundings {
  readonly version: string;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
}

export type Options = Readonly<Record<string, string | undefined>> & { readonly json?: boolean };

/** Makes commands of the whole program or of a group; with its defaults and examples, each help page stands alone. */
export type MakeCommand = (words: string, summary: string, examples: readonly string[]) => Command;

export interface Grammar {
  readonly command: MakeCommand;
  readonly around: (options: { readonly json?: boolean }) => Around;
}

export function grammarOf(parent: Command, surroundings: Surroundings): Grammar {
  return {
    command: (words, summary, examples) =>
      parent
        .command(words)
        .summary(summary)
        .description(`${summary[0].toUpperCase()}${summary.slice(1)}.`)
        .helpOption('-h, --help', 'print this help')
        .configureHelp({ helpWidth: 100 })
        .allowExcessArguments(false)
        .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`),
    around: ({ json = false }) => ({ json, ...surroundings }),
  };
}

/** A noun with verbs under it; alone it prints its help, and that is wrong usage. */
export function group(
  { command }: Grammar,
  surroundings: Surroundings,
  noun: { readonly name: string; readonly summary: string; readonly examples: readonly string[] },
): Grammar {
  const parent = command(noun.name, noun.summary, noun.examples)
    .usage('COMMAND [options]')
    .helpCommand(false);
  return grammarOf(parent, surroundings);
}

export const json = ['--json', 'print one JSON document on stdout and nothing else there'] as const;
export const text = ['--text <column>', 'column of the texts (default: found by its name)'] as const;
export const label = ['--label <column>', 'column of the labels (default: found by its name)'] as const;
export const threads = [
  '--threads <n>',
  'threads to compute on (default: one a core, 8 at most); never changes the result',
] as const;
export const limit = ['--limit <n>', 'at most so many (default: 20)'] as const;
export const dataFile = 'CSV, TSV, JSONL or Parquet, plain or gzipped';

/** Commander would ask for what is missing before it names what is misspelt. */
export function required(value: string | undefined, flag: string, remedy: string): string {
  if (value !== undefined) return value;
  throw new WrongUsage(`${flag} is missing; ${remedy}.`);
}
