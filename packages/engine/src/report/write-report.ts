import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Chunks, writeFileAtomically, writeRows } from '@verdict/files';
import { toPng } from '../charts/to-png.ts';
import { toSvg } from '../charts/to-svg.ts';
import { Refusal } from '../refusal.ts';
import type { BuiltReport } from './build-report.ts';
import { modelCard } from './card/model-card.ts';
import { reportDrawings } from './report-drawings.ts';
import { curvesDocument, metricsDocument } from './report-json.ts';
import { predictionLines, reportTables } from './report-tables.ts';

/** Writes the files of a report into its folder and returns their names, sorted. */
export async function writeReport(
  folder: string,
  { data, judged }: BuiltReport,
  signal: AbortSignal,
): Promise<readonly string[]> {
  await makeFolder(folder);
  const names: string[] = [];
  const place = (name: string): string => {
    names.push(name);
    return join(folder, name);
  };
  const write = (name: string, content: Uint8Array | string | Chunks): Promise<void> =>
    writeFileAtomically(place(name), content, { signal });
  const writing: Promise<void>[] = [];

  const drawings = reportDrawings(data);
  // What takes the disk or another thread's time first, so that it goes on while pictures are drawn.
  if (judged) writing.push(write('predictions.jsonl.gz', packed(predictionLines(judged))));
  for (const { name, header, rows } of reportTables(data, judged)) {
    writing.push(writeRows(place(name), header, rows, { signal }));
  }
  writing.push(write('model-card.html', modelCard(data, drawings)));
  writing.push(write('metrics.json', jsonText(metricsDocument(data))));
  writing.push(write('recipe.json', jsonText(data.training.recipe_json)));
  const curves = curvesDocument(data);
  if (curves !== null) writing.push(write('curves.json', `${JSON.stringify(curves)}\n`));
  for (const { name, drawing } of drawings) writing.push(write(`${name}.svg`, toSvg(drawing, { id: name })));
  for (const { name, drawing } of drawings) {
    writing.push(toPng(drawing).then((png) => write(`${name}.png`, png)));
  }
  await allDone(writing);
  return names.sort();
}

/** If one fails, the others clean up behind themselves before it is told. */
async function allDone(writing: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(writing);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      `The folder ${folder} for the report cannot be made (${error.message}); choose another place.`,
      { cause: error },
    );
  });
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Lines are handed over in pieces of about this many UTF-16 units: one turn of the packer each. */
const pieceLength = 64 * 1024;

function packed(lines: Iterable<string>): Chunks {
  function* pieces(): Generator<string> {
    let piece = '';
    for (const line of lines) {
      piece += line;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
    if (piece !== '') yield piece;
  }
  return Readable.from(pieces(), { objectMode: false }).pipe(createGzip()) as AsyncIterable<Uint8Array>;
}
