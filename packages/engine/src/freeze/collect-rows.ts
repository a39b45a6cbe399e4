import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type RowsRead, readRows } from '@verdict/files';
import { Refusal } from '../refusal.ts';
import type { DataSource, FileToFreeze, FreezeRequest } from './freeze-request.ts';
import { readFrozen } from './read-frozen.ts';
import { redaction } from './redact.ts';

/** Rows of several files, one after another. */
export interface CollectedRows {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
  readonly sourceOf: (row: number) => string;
  readonly sources: readonly DataSource[];
  readonly notes: readonly string[];
  /** What was replaced in the texts of the files; null where nothing was, or was to be. */
  readonly redacted: string | null;
  /** Where a row stands, for people. */
  readonly place: (row: number) => string;
}

interface Part {
  readonly firstRow: number;
  readonly place: (row: number) => string;
}

export async function collectRows(
  { files, before, beforeSources = [], redact = false }: FreezeRequest,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void },
): Promise<CollectedRows> {
  if (files.length === 0) throw new Refusal('There is no file to freeze; give one or more.');
  const texts: string[] = [];
  const labels: string[] = [];
  /** Positions in their files, in step with the rows. */
  let positions = new Int32Array(1024);
  /** Numbers of the sources' names, in step with the rows: a name a row would cost eight bytes more. */
  let sourceNumbers = new Int32Array(1024);
  const shared = sharedStrings();
  const names = sharedStrings();
  const parts: Part[] = [];
  const sources: DataSource[] = [...beforeSources];
  const notes: string[] = [];

  const add = (text: string, label: string, source: string, position: number): void => {
    const row = texts.length;
    if (row === positions.length) {
      positions = grown(positions);
      sourceNumbers = grown(sourceNumbers);
    }
    positions[row] = position;
    sourceNumbers[row] = names.numberOf(source);
    texts.push(text);
    labels.push(shared.one(label));
  };

  if (before !== null) {
    parts.push({ firstRow: 0, place: (row) => `row ${row + 1} of the version before` });
    await readFrozen(before, signal, ({ text, label, source }) => add(text, label, source, 0));
  }
  const redacting = redact ? redaction() : null;
  const several = files.length > 1 || before !== null;
  for (const [index, file] of files.entries()) {
    const firstRow = texts.length;
    const hashed = hashFile(file.path, signal);
    // If reading refuses the file first, nobody waits for its hash.
    hashed.catch(() => {});
    const read = await readRows(
      file.path,
      {
        ...(file.text !== null && { text: file.text }),
        ...(file.label !== null && { label: file.label }),
        signal,
        onProgress: (done, total) => onProgress((index + (total === 0 ? 0 : done / total)) / files.length),
      },
      (text, label, position) =>
        add(redacting === null ? text : redacting.redact(text), label ?? '', file.name, position),
    );
    parts.push({ firstRow, place: placeIn(file, read, several) });
    sources.push({ name: file.name, format: read.format, ...(await hashed), rows: texts.length - firstRow });
    for (const { message } of read.notes) notes.push(several ? `${file.name}: ${message}` : message);
  }

  function placeIn(file: FileToFreeze, read: RowsRead, named: boolean): Part['place'] {
    return (row) => (named ? `${file.name} ` : '') + read.place(positions[row]);
  }
  return {
    texts,
    labels,
    sourceOf: (row) => names.at(sourceNumbers[row]),
    sources,
    notes,
    redacted: redacting?.summary() ?? null,
    place: (row) => parts.findLast(({ firstRow }) => firstRow <= row)?.place(row) ?? `row ${row + 1}`,
  };
}

/** Equal strings as one. */
function sharedStrings(): {
  readonly one: (text: string) => string;
  readonly numberOf: (text: string) => number;
  readonly at: (number: number) => string;
} {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = texts.push(text) - 1;
      numbers.set(text, number);
    }
    return number;
  };
  return { one: (text) => texts[numberOf(text)], numberOf, at: (number) => texts[number] };
}

function grown(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}

async function hashFile(path: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  const found = await stat(path);
  // A pipe gives its bytes once, and the reader needs them.
  if (!found.isFile()) throw new Refusal(`${path} is no file; write it to one first.`);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 256 * 1024 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
