import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface LocalFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly file: string;
  readonly bytes: number;
}

/** Deeper is a link that leads to itself. */
const mostDeep = 64;

/** All files below, in the order of their paths; links are followed, as MLflow does. Null where the folder is not there. */
export async function listFiles(folder: string): Promise<LocalFile[] | null> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) return null;
  const files: LocalFile[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    for await (const entry of await opendir(join(folder, below))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const file = join(folder, path);
      const about = await stat(file).catch(() => null);
      if (about?.isDirectory() && depth < mostDeep) await walk(path, depth + 1);
      else if (about?.isFile()) files.push({ path, file, bytes: about.size });
    }
  };
  await walk('', 0);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
