import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createPredictor } from '@verdict/learn';
import { readModel } from '../models/read-model.ts';
import type { EngineContext } from '../thread/protocol.ts';
import { frozenTexts } from './frozen-texts.ts';
import type { LabelledPart, LabelRequest } from './label-request.ts';
import { labelRow } from './label-row.ts';

const pack = promisify(gzip);

/**
 * What a worker that dies has to do again, and what is held in memory: a second's work of rows of usual length, and of
 * long ones some megabytes.
 */
const partRows = 5000;
const partLength = 4 * 2 ** 20;
/** So that labelling goes on while a part is put on record, and a slow record does not fill the disk. */
const mostAhead = 3;

interface OpenPart {
  readonly firstRow: number;
  rows: number;
  failed: number;
  unsure: number;
  readonly counts: Map<string, number>;
  lines: string;
}

/** Labels the texts from a row on and leaves them part by part. How many rows. */
export async function labelTexts(
  { model, input, fromRow, folder, maxTextLength, taken }: LabelRequest,
  { report, signal }: EngineContext<LabelledPart>,
): Promise<number> {
  const { predict } = createPredictor(await readModel(model, signal));
  let row = fromRow;
  let made = 0;
  let part = emptyPart(row);

  const close = async (): Promise<void> => {
    await untilTaken(taken, made - mostAhead + 1);
    const path = join(folder, `part-${made}.jsonl.gz`);
    const { firstRow, rows, failed, unsure, counts, lines } = part;
    await writeFile(path, await pack(lines, { level: 1 }), { signal });
    report({ kind: 'part', path, firstRow, rows, failed, unsure, counts: Object.fromEntries(counts) });
    made++;
    part = emptyPart(row);
  };

  for await (const texts of frozenTexts(input, fromRow, signal)) {
    for (const text of texts) {
      const labelled = labelRow(row++, text, { predict, maxTextLength });
      part.rows++;
      if ('error' in labelled) part.failed++;
      else {
        part.counts.set(labelled.label, (part.counts.get(labelled.label) ?? 0) + 1);
        if (labelled.unsure) part.unsure++;
      }
      part.lines += `${JSON.stringify(labelled)}\n`;
      if (part.rows === partRows || part.lines.length >= partLength) await close();
    }
  }
  if (part.rows > 0) await close();
  await untilTaken(taken, made);
  return row - fromRow;
}

function emptyPart(firstRow: number): OpenPart {
  return { firstRow, rows: 0, failed: 0, unsure: 0, counts: new Map(), lines: '' };
}

async function untilTaken(taken: Int32Array<SharedArrayBuffer>, wanted: number): Promise<void> {
  for (;;) {
    const now = Atomics.load(taken, 0);
    if (now >= wanted) return;
    await Atomics.waitAsync(taken, 0, now).value;
  }
}
