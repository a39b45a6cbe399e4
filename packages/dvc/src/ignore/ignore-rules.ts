import type { Dirent } from 'node:fs';
import { readFileSync } from 'node:fs';
import { isMissing } from '../files.ts';
import { type IgnorePattern, parseIgnorePattern } from './pattern.ts';

/** The patterns of one folder's ignore file, over those of the folders above it. */
export interface IgnoreRules {
  readonly above: IgnoreRules | null;
  /** From the root, with `/` at its end; empty for the root. */
  readonly folder: string;
  readonly patterns: readonly IgnorePattern[];
}

export function parseIgnoreRules(text: string, folder: string, above: IgnoreRules | null): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return { above, folder, patterns: lines.map(parseIgnorePattern).filter((pattern) => pattern !== null) };
}

/**
 * Whether the last pattern that matches, of the nearest folder that has one, ignores the path. The folders
 * above it are taken not to be ignored: whoever walks does not go into those.
 */
export function isIgnored(rules: IgnoreRules | null, path: string, isFolder: boolean): boolean {
  return matchingPattern(rules, path, isFolder)?.isNegated === false;
}

export function matchingPattern(
  rules: IgnoreRules | null,
  path: string,
  isFolder: boolean,
): IgnorePattern | undefined {
  for (let level = rules; level !== null; level = level.above) {
    const below = path.slice(level.folder.length);
    const match = level.patterns.findLast(
      (pattern) => (isFolder || !pattern.onlyFolders) && pattern.regex.test(below),
    );
    if (match) return match;
  }
  return undefined;
}

/** The rules within a folder, where its ignore file, if it has one, comes over those above. */
export function rulesWithin(
  above: IgnoreRules | null,
  folderPath: string,
  folder: string,
  fileName: '.gitignore' | '.dvcignore',
  entries: readonly Dirent[] | null,
): IgnoreRules | null {
  if (entries !== null && !entries.some(({ name }) => name === fileName)) return above;
  try {
    return parseIgnoreRules(readFileSync(`${folderPath}/${fileName}`, 'utf8'), folder, above);
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') return above;
    throw error;
  }
}
