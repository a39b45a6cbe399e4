import { parseArgs } from 'node:util';
import { BenchRefusal } from './refusal.ts';
import { wholeNumber } from './whole-number.ts';

export interface BenchOptions {
  /** Names of suites, or the first part of several (`speed`). Empty means all. */
  readonly wanted: readonly string[];
  readonly pairs: number;
  readonly assignments: number;
  /** Only these recipes, where a suite has several. */
  readonly recipes: readonly string[] | null;
  /** Only these data sets, where a suite has several. */
  readonly data: readonly string[] | null;
  readonly python: string | null;
  /** Where the results go instead of bench/results. */
  readonly out: string | null;
}

export const usage = `npm run bench -- [SUITE …] [--pairs 5] [--assignments 10] [--recipe R …] [--data D …] [--python PATH] [--out FOLDER]`;

export function parseOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args);
  return {
    wanted: positionals,
    pairs: wholeNumber('--pairs', values.pairs, 1, 100),
    assignments: wholeNumber('--assignments', values.assignments, 1, 10),
    recipes: values.recipe ?? null,
    data: values.data ?? null,
    python: values.python ?? null,
    out: values.out ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        pairs: { type: 'string', default: '5' },
        assignments: { type: 'string', default: '10' },
        recipe: { type: 'string', multiple: true },
        data: { type: 'string', multiple: true },
        python: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    throw new BenchRefusal(`${(error as Error).message.split('. ')[0]}; usage: ${usage}`, { cause: error });
  }
}
