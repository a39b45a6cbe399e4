import { access, constants, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';

/** A name stands in file names, headers and addresses, so it keeps to what all of them allow. */
export function modelName(asked: string | null, dataPath: string): string {
  if (asked !== null) {
    if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(asked)) return asked;
    throw new Refusal(
      `A model cannot be named ${JSON.stringify(asked)}; use up to 100 of A–Z, a–z, 0–9, dots, dashes and underscores, beginning with a letter or digit.`,
    );
  }
  const bare = basename(dataPath)
    .replace(/\.(gz|gzip)$/i, '')
    .replace(/\.(csv|tsv|tab|txt|jsonl|ndjson|json|parquet)$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 100);
  return bare === '' ? 'model' : bare;
}

/** `NAME-VERSION.verdict` says its version; any other file name says none. */
export function versionOf(path: string): number | null {
  const match = /-(\d{1,9})\.verdict$/.exec(basename(path));
  return match ? Number(match[1]) : null;
}

/** Where the next version of this name goes: the first number above every file that is there. */
export async function nextModelPath(folder: string, name: string): Promise<string> {
  const taken = (await readdir(folder))
    .filter((file) => file.startsWith(`${name}-`) && versionOf(file) !== null)
    .filter((file) => file === `${name}-${versionOf(file)}.verdict`)
    .map((file) => versionOf(file) ?? 0);
  return join(folder, `${name}-${Math.max(0, ...taken) + 1}.verdict`);
}

/** Asked before the work, so that an hour of training does not end at a folder that cannot be written. */
export async function assertWritable(path: string): Promise<void> {
  const folder = dirname(path);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new Refusal(`${path} is a folder; name a file inside it with --out.`);
  const around = await stat(folder).catch(() => null);
  if (!around?.isDirectory()) {
    throw new Refusal(`There is no folder ${folder} to write ${basename(path)} into; make it first.`);
  }
  const target = found && !found.isFile() ? path : folder;
  await access(target, constants.W_OK).catch(() => {
    throw new Refusal(`This user may not write into ${folder}; choose another place with --out.`);
  });
}
