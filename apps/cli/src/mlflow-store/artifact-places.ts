import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PlacesAsked {
  readonly uri: string;
  /** A folder of the store that may hold them, where the store was moved. */
  readonly ownFolder: string | null;
  /** `--artifacts`: a copy of what the server had at its destination. */
  readonly artifacts: string | null;
  /** Where relative paths begin. */
  readonly storeFolder: string;
}

export interface Places {
  /** Folders to look in: the first that is there holds them. */
  readonly folders: readonly string[];
  /** Where they lie as far as can be told, where no folder of this machine is named: `s3://bucket`. */
  readonly elsewhere: string | null;
}

/** Where artifacts are, from the address in the store. */
export function artifactPlaces({ uri, ownFolder, artifacts, storeFolder }: PlacesAsked): Places {
  const below = artifacts === null ? [] : tailsOf(uri).map((tail) => join(artifacts, tail));
  const own = ownFolder === null ? [] : [ownFolder];
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1].toLowerCase();
  if (scheme === undefined) {
    const at = uri === '' ? [] : [...new Set([resolve(storeFolder, uri), resolve(uri)])];
    return { folders: [...below, ...at, ...own], elsewhere: null };
  }
  if (scheme === 'file') {
    try {
      return {
        folders: [...below, fileURLToPath(uri.replace(/^file:(?!\/\/)/, 'file://')), ...own],
        elsewhere: null,
      };
    } catch {
      return { folders: [...below, ...own], elsewhere: rootOf(uri) };
    }
  }
  return { folders: [...below, ...own], elsewhere: rootOf(uri) };
}

/**
 * The path below the root, which nobody knows: so all of it, and then without what may have stood before the experiment
 * (`EXPERIMENT/RUN/artifacts`, `EXPERIMENT/models/MODEL/artifacts`).
 */
function tailsOf(uri: string): string[] {
  const path = decode(uri.replace(/^[a-z][a-z0-9+.-]+:(\/\/[^/]*)?/i, '')).replace(/^\/+/, '');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return [];
  const short = parts.slice(parts.at(-3) === 'models' ? -4 : -3);
  return [...new Set([parts.join('/'), short.join('/')])];
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function rootOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*|\/)?/i.exec(uri)?.[0] ?? uri;
}
