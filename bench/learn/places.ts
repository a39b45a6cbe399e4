import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { BenchRefusal } from './refusal.ts';

export const repository = resolve(import.meta.dirname, '../..');

export interface Places {
  /** Folder of the public data sets, beside the repository. */
  readonly data: string;
  /** Everything that can be made again: slices, models, the virtual environment. Ignored by git. */
  readonly work: string;
  readonly results: string;
  readonly models: string;
}

export const places: Places = {
  data: resolve(repository, '../shared/data'),
  work: join(repository, 'bench/.work'),
  results: join(repository, 'bench/results'),
  models: join(repository, 'models'),
};

export const verdictLauncher = join(repository, 'apps/cli/bin/verdict.js');

export function peer(script: string): string {
  return join(import.meta.dirname, 'peers', script);
}

const files = { imdb: 'imdb/train.csv.gz', sms: 'sms/train.tsv', agnews: 'agnews/train.csv' } as const;
export type DataName = keyof typeof files;
export const dataNames = Object.keys(files) as readonly DataName[];

export function dataFile(name: DataName): string {
  return join(places.data, files[name]);
}

export function assertData(): void {
  const missing = dataNames.map(dataFile).find((path) => !existsSync(path));
  if (missing === undefined) return;
  throw new BenchRefusal(
    `The data to measure on is not here: ${missing} is missing; put the folder shared/data beside the repository.`,
  );
}

/** As it is typed from the repository's root, so that a stored command line says nothing of this machine's folders. */
export function shown(argument: string): string {
  return argument.startsWith('/') ? relative(repository, argument) || '.' : argument;
}
