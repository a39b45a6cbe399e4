import { LedgerError } from '../errors.ts';
import { shown } from '../names.ts';
import { runLimits } from './limits.ts';

/**
 * Paths of artifacts are written into folders by whoever downloads them, so nothing may be in them that leads out of
 * one on any system, or that two systems read differently.
 */
export function assertArtifactPath(path: string): void {
  const fault = faultOf(path);
  if (fault === null) return;
  throw new LedgerError(
    'ARTIFACT_PATH_INVALID',
    `The artifact path ${shown(path)} ${fault}; write it as folder/file.txt.`,
  );
}

/** Folders that a path lies in: `a` and `a/b` of `a/b/c`. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** `conflict` is the file that is in the way of this one. */
export function pathConflict(path: string, conflict: string): LedgerError {
  const reason = conflict.startsWith(`${path}/`)
    ? `is a folder already: ${shown(conflict)} lies in it`
    : `needs a folder where ${shown(conflict)} is a file`;
  return new LedgerError(
    'ARTIFACT_PATH_INVALID',
    `The artifact path ${shown(path)} ${reason}; take another path.`,
  );
}

function faultOf(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.length > runLimits.artifactPathLength) {
    return `has ${path.length} characters, and at most ${runLimits.artifactPathLength} are kept`;
  }
  if (Buffer.byteLength(path) > runLimits.artifactPathBytes) {
    return `has more than ${runLimits.artifactPathBytes} bytes`;
  }
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(path)) return 'holds a control character';
  if (!path.isWellFormed()) return 'holds half of a surrogate pair';
  if (path.includes('\\')) return 'holds a backslash';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.endsWith('/')) return 'ends in a slash';
  for (const part of path.split('/')) {
    if (part === '') return 'holds an empty segment';
    if (part === '.' || part === '..') return `holds the segment ${part}`;
    if (part.length > 255) return 'holds a segment of more than 255 characters, which no file system keeps';
  }
  return null;
}
