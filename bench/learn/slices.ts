import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readLabelledRows, writeRows } from '@verdict/files';
import { type DataName, dataFile, places } from './places.ts';

/** Rows from … to − 1 of a data set as a CSV file of their own, plain, for both sides to read. */
export async function sliceFile(name: DataName, from: number, to: number): Promise<string> {
  const path = join(places.work, 'slices', `${name}-${from}-${to}.csv`);
  if (existsSync(path)) return path;
  const { texts, labels } = await readLabelledRows(dataFile(name));
  const rows = texts.slice(from, to).map((text, row) => [text, labels?.[from + row] ?? null]);
  await mkdir(join(places.work, 'slices'), { recursive: true });
  await writeRows(path, ['text', 'label'], rows);
  return path;
}
