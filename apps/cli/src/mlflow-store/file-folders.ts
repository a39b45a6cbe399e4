import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file store is folders of small files: thirty for a run. Read at once they take a tenth of what a promise for each
 * would, and between two runs everything else has its turn.
 */
export function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function foldersIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Null where there is none. */
export function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Files below a folder and what they hold, by their path: a key with a slash is a folder with a file. */
export function textsBelow(folder: string, prefix = ''): [key: string, text: string][] {
  return entriesIn(folder).flatMap((entry): [string, string][] => {
    const key = `${prefix}${entry.name}`;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return textsBelow(path, `${key}/`);
    const text = textOf(path);
    return text === null ? [] : [[key, text]];
  });
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
