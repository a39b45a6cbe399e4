import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml';
import { DvcError } from '../errors.ts';

/** A file larger than this is no `.dvc` file: DVC's own hold a few hundred bytes, a `dvc.lock` some megabytes. */
const largestBytes = 64 * 2 ** 20;

/** Parses one of DVC's files; refuses what git left in it after a merge, with the line. */
export function parseDvcYaml(text: string, path: string): Document {
  const lines = text.split('\n');
  const conflicted = lines.findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})(\s|$)/.test(line));
  if (conflicted >= 0)
    throw new DvcError(
      'DVC_FILE_CONFLICTED',
      `Line ${conflicted + 1} of ${path} is a conflict marker of git; choose one of the two sides first.`,
    );
  if (text.length > largestBytes) throw invalid(path, 'is too large to be one of DVC’s files');
  const document = parseDocument(text, { intAsBigInt: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line;
    throw invalid(
      path,
      `is not YAML${line ? ` (line ${line}: ${error.message.split('\n')[0]})` : ''}`,
      error,
    );
  }
  if (document.contents !== null && !isMap(document.contents)) throw invalid(path, 'is not a map of keys');
  return document;
}

export function invalid(path: string, why: string, cause?: unknown): DvcError {
  return new DvcError('DVC_FILE_INVALID', `${path} ${why}; correct it, or get it back from git.`, { cause });
}

export function mapAt(parent: unknown, key: string, path: string): YAMLMap | undefined {
  const node = nodeAt(parent, key);
  if (node === undefined || isNull(node)) return undefined;
  if (!isMap(node)) throw invalid(path, `has something else than keys under ${key}`);
  return node;
}

export function listAt(parent: unknown, key: string, path: string): readonly unknown[] {
  const node = nodeAt(parent, key);
  if (node === undefined || isNull(node)) return [];
  if (!isSeq(node)) throw invalid(path, `has something else than a list under ${key}`);
  return node.items;
}

/** A scalar as it is written: a hash of digits alone stays a text, whatever YAML takes it for. */
export function textAt(parent: unknown, key: string): string | undefined {
  const node = nodeAt(parent, key);
  if (!isScalar(node) || node.value === null || node.value === '') return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

export function numberAt(parent: unknown, key: string): number | undefined {
  const node = nodeAt(parent, key);
  return isScalar(node) && typeof node.value === 'bigint' ? Number(node.value) : undefined;
}

export function flagAt(parent: unknown, key: string): boolean | undefined {
  const node = nodeAt(parent, key);
  return isScalar(node) && typeof node.value === 'boolean' ? node.value : undefined;
}

export function hasKey(parent: unknown, key: string): boolean {
  return isMap(parent) && parent.has(key);
}

function nodeAt(parent: unknown, key: string): Node | undefined {
  return isMap(parent) ? (parent.get(key, true) as Node | undefined) : undefined;
}

function isNull(node: Node): boolean {
  return isScalar(node) && node.value === null;
}
