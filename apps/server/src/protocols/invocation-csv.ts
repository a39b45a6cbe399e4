import { createDelimitedParser, FilesError } from '@verdict/files';
import { textColumn } from './invocation-request.ts';
import { refuse } from './refuse-request.ts';
import { textOf } from './v2-bytes.ts';

/** A CSV with a header, as pandas writes it; at most one text more than `most` is read. */
export function readInvocationCsv(body: Buffer, most: number): readonly string[] {
  textOf(body, 'The CSV');
  const texts: string[] = [];
  let columns = -1;
  let at = 0;
  const dialect = { delimiter: 44, quotes: true, lineEnd: 10 } as const;
  const parser = createDelimitedParser('the CSV', dialect, (row) => {
    if (columns === -1) {
      columns = row.cells;
      at = textColumn(Array.from({ length: columns }, (_, i) => row.cell(i).replace(/^\ufeff/, '')));
      return;
    }
    if (row.cells !== columns) {
      refuse(
        `Line ${row.line} of the CSV has ${row.cells} cells and its header ${columns}; quote what has a comma.`,
      );
    }
    if (texts.length <= most) texts.push(row.cell(at));
  });
  try {
    parser.push(body);
    parser.end();
  } catch (error) {
    if (error instanceof FilesError) refuse(error.message);
    throw error;
  }
  if (columns === -1) refuse('The CSV is empty; send a header and a row for each text.');
  return texts;
}
