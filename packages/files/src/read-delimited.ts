import { createDelimitedParser } from './delimited-parser.ts';
import { FilesError } from './errors.ts';
import { takeHead } from './head.ts';
import { decideLayout } from './layout.ts';
import { largestCellBytes, sampleBytes } from './limits.ts';
import { isBlank, refuseBlankLabel, refuseNoRows } from './row-rules.ts';
import type { FormatRead, Note, ReadOptions, RowSink } from './rows.ts';
import { sniff } from './sniff.ts';

const tab = 9;
/** Enough to see labels repeat. */
const fewestSampledRows = 10;

/** UTF-8 in, rows out. Blank labels are refused unless the rows are to be predicted. */
export async function readDelimited(
  path: string,
  extension: string,
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
  sink: RowSink,
): Promise<FormatRead> {
  // Where rows are long, more is waited for, up to the size that one cell may have.
  let wanted = sampleBytes;
  let head = await takeHead(chunks, (bytes) => bytes.length >= wanted);
  let sniffed = sniff(head.bytes, head.ended, extension, options);
  while (!head.ended && sniffed.rows.length < fewestSampledRows && wanted <= largestCellBytes) {
    wanted *= 4;
    head = await takeHead(head.all, (bytes) => bytes.length >= wanted);
    sniffed = sniff(head.bytes, head.ended, extension, options);
  }
  const { dialect, rows: sampled } = sniffed;
  const layout = sampled.length > 0 ? decideLayout(path, sampled, options) : null;
  const labelled = options.labelled ?? true;
  let rows = 0;
  let seen = 0;

  const parser = createDelimitedParser(path, dialect, (row) => {
    if (layout === null) return;
    if (seen++ === 0 && layout.header) return;
    if (row.cells !== layout.width) throw ragged(path, row.line, row.cells, layout.width);
    let text = row.cell(layout.text[0]);
    for (let i = 1; i < layout.text.length; i++) text += ` ${row.cell(layout.text[i])}`;
    const label = layout.label === null ? null : row.cell(layout.label);
    if (labelled && label !== null && isBlank(label))
      throw refuseBlankLabel(path, 'Line', row.line, layout.columns.label ?? '');
    rows++;
    sink(text, label, row.line);
  });
  for await (const chunk of head.all) parser.push(chunk);
  parser.end();
  if (layout === null || rows === 0) throw refuseNoRows(path);

  const notes: Note[] = [...layout.notes];
  if (!dialect.quotes && head.bytes.includes('"'))
    notes.push({
      code: 'QUOTES_ARE_TEXT',
      message: 'Quotes in this tab-separated file are part of the text.',
    });
  return { format: dialect.delimiter === tab ? 'tsv' : 'csv', columns: layout.columns, rows, notes };
}

function ragged(path: string, line: number, found: number, expected: number): FilesError {
  const remedy =
    found > expected ? 'quote the cells that hold a delimiter' : 'add the cells that are missing';
  return new FilesError(
    'RAGGED_ROW',
    path,
    `Line ${line} of ${path} has ${found} ${found === 1 ? 'cell' : 'cells'} where ${expected} are expected; ${remedy}.`,
    { place: { line } },
  );
}
