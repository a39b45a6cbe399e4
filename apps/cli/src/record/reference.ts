import { existsSync } from 'node:fs';
import { Refusal } from '@verdict/engine';
import { modelName } from '@verdict/engine/models';

/** Something on record: a name, and after an @ a number, an alias or `latest`; null where none was given. */
export interface Reference {
  readonly name: string;
  readonly version: string | null;
}

const pattern = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})(?:@([A-Za-z0-9][A-Za-z0-9._-]{0,99}))?$/;
const dataEndings = /\.(csv|tsv|tab|txt|jsonl|ndjson|json|parquet|gz|gzip)$/i;

export type Named<Kind extends string> =
  | { readonly kind: 'file'; readonly path: string }
  | ({ readonly kind: Kind } & Reference);

/** `--data`: a file that is there or is named like one, else rows on record. */
export function dataArgument(text: string, exists: (path: string) => boolean = existsSync): Named<'record'> {
  return named(text, exists(text) || dataEndings.test(text));
}

/** MODEL: likewise. */
export function modelArgument(text: string, exists: (path: string) => boolean = existsSync): Named<'record'> {
  return named(text, exists(text) || /\.verdict$/i.test(text));
}

function named(text: string, isFile: boolean): Named<'record'> {
  const reference = isFile ? null : readReference(text);
  return reference === null ? { kind: 'file', path: text } : { kind: 'record', ...reference };
}

function readReference(text: string): Reference | null {
  const [, name, version] = pattern.exec(text) ?? [];
  return name === undefined ? null : { name, version: version ?? null };
}

/** NAME or NAME@VERSION where nothing but something on record can be meant. */
export function recordArgument(text: string, what: 'dataset' | 'model'): Reference {
  const reference = readReference(text);
  if (reference !== null) return reference;
  const example = what === 'model' ? 'reviews, reviews@3 or reviews@champion' : 'reviews or reviews@2';
  throw new Refusal(`${JSON.stringify(text)} names no ${what} on record; write it as ${example}.`);
}

/** The number of a dataset version, or `latest`. */
export function dataNumber({ name, version }: Reference): number | 'latest' {
  if (version === null || version === 'latest') return 'latest';
  if (/^[1-9]\d{0,8}$/.test(version)) return Number(version);
  throw new Refusal(
    `${name}@${version} is no version of rows; give its number, as ${name}@1, or ${name}@latest.`,
  );
}

/** A name alone, where a version would say nothing. */
export function nameAlone(text: string, what: 'dataset' | 'model'): string {
  const { name, version } = recordArgument(text, what);
  if (version === null) return name;
  throw new Refusal(`This takes the whole ${what}, not a version of it; write ${name}.`);
}

/** Files are often named for their part in a training, and that does not tell datasets apart. */
export function saysLittle(name: string): boolean {
  return /^(train(ing)?|test|all|data(set)?|texts?|rows)$/i.test(name);
}

/** What a file becomes on record: the name that was asked for, else the file's. */
export function datasetName(asked: string | null, path: string): string {
  if (asked === null) return modelName(null, path);
  if (readReference(asked)?.version === null) return asked;
  throw new Refusal(
    `A dataset cannot be named ${JSON.stringify(asked)}; use up to 100 of A–Z, a–z, 0–9, dots, dashes and underscores, beginning with a letter or digit.`,
  );
}
