import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isMap, isSeq, Scalar, type YAMLMap } from 'yaml';
import { fileError } from '../files.ts';
import { invalid, parseDvcYaml, textAt } from './parse-yaml.ts';
import { yamlText } from './yaml-text.ts';

/** What DVC notes of an added file or folder. */
export interface DataNote {
  readonly oid: string;
  readonly sizeBytes: number;
  /** Of a folder. */
  readonly files: number | undefined;
  readonly isExecutable: boolean;
}

/** A new `.dvc` file, as DVC 3 writes it. */
export function newDvcFile(note: DataNote, path: string): string {
  const lines = [
    `md5: ${yamlText(note.oid, 7, '  ')}`,
    `size: ${note.sizeBytes}`,
    ...(note.files === undefined ? [] : [`nfiles: ${note.files}`]),
    ...(note.isExecutable ? ['isexec: true'] : []),
    'hash: md5',
    `path: ${yamlText(path, 8, '    ')}`,
  ];
  return `outs:\n- ${lines.join('\n  ')}\n`;
}

/**
 * A standing `.dvc` file with another note of the output that is written there under this path. Comments, keys
 * of people and the order of keys stay; new keys come last.
 */
export function changedDvcFile(text: string, file: string, path: string, note: DataNote): string {
  const document = parseDvcYaml(text, file);
  const outs = isMap(document.contents) ? document.contents.get('outs') : undefined;
  const out = isSeq(outs) ? outs.items.find((one) => textAt(one, 'path') === path) : undefined;
  if (!isMap(out)) throw invalid(file, `no longer tracks ${path}`);
  const wanted: readonly (readonly [string, string | number | boolean | undefined])[] = [
    ['md5', note.oid],
    ['size', note.sizeBytes],
    ['nfiles', note.files],
    ['isexec', note.isExecutable || undefined],
    ['hash', 'md5'],
  ];
  for (const [key, value] of wanted) set(out, key, value);
  return document.toString({ indentSeq: false, lineWidth: 0, flowCollectionPadding: false });
}

function set(out: YAMLMap, key: string, value: string | number | boolean | undefined): void {
  if (value === undefined) {
    out.delete(key);
    return;
  }
  const standing = out.get(key, true);
  const scalar = new Scalar(value);
  if (standing instanceof Scalar) {
    if (typeof value === 'string' && textAt(out, key) === value) return;
    if (standing.comment) scalar.comment = standing.comment;
    if (standing.commentBefore) scalar.commentBefore = standing.commentBefore;
  }
  out.set(key, scalar);
}

/** The file says the new thing or the old one, never half of it. */
export function writeText(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw fileError(path, error);
  }
}

export function textOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileError(path, error);
  }
}
