import { existsSync } from 'node:fs';
import { Refusal, WrongUsage } from '@verdict/engine';

/** Rows on record, or files that a DVC repository tracks. */
export type Meant =
  | { readonly kind: 'record'; readonly version: string }
  | { readonly kind: 'tracked'; readonly targets: readonly string[] };

export interface Surroundings {
  /** Of the DVC repository around the working folder. */
  readonly root: string | undefined;
  readonly exists?: (path: string) => boolean;
}

/** The same form as a reference's, with a version; a file may be named so too. */
const withVersion = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}@[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Outside of a DVC repository every name is one on record. Inside, a name with its version is too, unless a file is
 * called so, and all else is a path.
 */
export function whatIsMeant(
  words: readonly string[],
  { root, exists = existsSync }: Surroundings,
  verb: string,
): Meant {
  if (root === undefined) {
    if (words.length === 1) return { kind: 'record', version: words[0] };
    throw new WrongUsage(
      words.length === 0
        ? `There is no DVC repository in this folder or above; name a version on record, as verdict data ${verb} reviews@1.`
        : `Outside of a DVC repository this takes one version on record at a time; write verdict data ${verb} ${words[0]}.`,
    );
  }
  const versions = words.filter((word) => isVersion(word, exists));
  if (versions.length === 0) return { kind: 'tracked', targets: words };
  if (words.length === 1) return { kind: 'record', version: words[0] };
  throw new WrongUsage(
    `${versions[0]} is a version on record, and those go one at a time; write verdict data ${verb} ${versions[0]}.`,
  );
}

/** Whether this word, typed in a DVC repository, is a version on record and not a file. */
function isVersion(word: string, exists: (path: string) => boolean = existsSync): boolean {
  return withVersion.test(word) && !exists(word) && !exists(`${word}.dvc`);
}

/** What only takes files refuses a version, with the way to what was probably wanted. */
export function assertPaths(words: readonly string[], remedy: (version: string) => string): void {
  const version = words.find((word) => isVersion(word));
  if (version === undefined) return;
  throw new Refusal(
    `${version} is a version on record and no file of this DVC repository; ${remedy(version)}.`,
  );
}
