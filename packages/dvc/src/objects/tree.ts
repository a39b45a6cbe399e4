import { DvcError } from '../errors.ts';
import { md5Of } from '../hash/md5.ts';
import { isOid } from './object-key.ts';

/** One file of a tracked folder: its path below the folder, with `/`, and its content's hash. */
export interface TreeEntry {
  readonly relpath: string;
  readonly md5: string;
}

export interface FormattedTree {
  readonly oid: string;
  readonly bytes: Buffer;
}

/**
 * The bytes of a folder's list are what it is named by, so they are those of Python's
 * `json.dumps(entries, sort_keys=True)`: `, ` and `: ` between, ASCII only, sorted by code point.
 */
export function formatTree(entries: readonly TreeEntry[]): FormattedTree {
  const sorted = [...entries].sort((a, b) => compareCodePoints(a.relpath, b.relpath));
  const text = sorted.map(({ md5, relpath }) => `{"md5": "${md5}", "relpath": ${quoted(relpath)}}`);
  const bytes = Buffer.from(`[${text.join(', ')}]`, 'latin1');
  return { oid: `${md5Of(bytes)}.dir`, bytes };
}

/** Reads a list that may come from anywhere: a path in it that climbs out of the folder is refused. */
export function parseTree(bytes: Uint8Array, oid: string): readonly TreeEntry[] {
  const entries = listIn(bytes, oid);
  const seen = new Set<string>();
  return entries.map((entry: unknown) => {
    const { md5, relpath } = (entry ?? {}) as Record<string, unknown>;
    if (typeof md5 !== 'string' || !isOid(md5) || typeof relpath !== 'string')
      throw damaged(oid, 'an entry has no hash or no path');
    if (!isPathInside(relpath)) throw damaged(oid, `${JSON.stringify(relpath)} is no path inside a folder`);
    if (seen.has(relpath)) throw damaged(oid, `${JSON.stringify(relpath)} is listed twice`);
    seen.add(relpath);
    return { relpath, md5 };
  });
}

function listIn(bytes: Uint8Array, oid: string): readonly unknown[] {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damaged(oid, 'it is not JSON', cause);
  }
  if (!Array.isArray(read)) throw damaged(oid, 'it is not a list');
  return read;
}

function isPathInside(relpath: string): boolean {
  return (
    relpath !== '' &&
    !relpath.includes('\0') &&
    relpath.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function damaged(oid: string, why: string, cause?: unknown): DvcError {
  return new DvcError(
    'OBJECT_DAMAGED',
    `The folder's list ${oid} is damaged: ${why}; push it again from where it is whole.`,
    { cause },
  );
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** JavaScript compares UTF-16 units, which puts U+1F600 before U+FF5E; Python compares code points. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right)
      return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
