import { FilesError } from './errors.ts';
import { largestCellBytes } from './limits.ts';

/** "Line 17" or "Row 16": what stands at the start of a refusal. */
export type Unit = 'Line' | 'Row';

export function refuseBlankLabel(path: string, unit: Unit, position: number, column: string): FilesError {
  return new FilesError(
    'LABEL_MISSING',
    path,
    `${unit} ${position} of ${path} has no label in "${column}"; label the row or take it out.`,
    { place: placeOf(unit, position) },
  );
}

export function refuseNoRows(path: string): FilesError {
  return new FilesError('NO_ROWS', path, `${path} has a header and no rows; add rows to it.`);
}

/** For values that arrive decoded: half a surrogate pair becomes U+FFFD, a NUL or a huge text is refused. */
export function checkedText(path: string, unit: Unit, position: number, text: string): string {
  if (text.includes('\0'))
    throw new FilesError(
      'NUL_BYTE',
      path,
      `${unit} ${position} of ${path} has a NUL in its text, which text never holds; take it out.`,
      { place: placeOf(unit, position) },
    );
  // A string has at most three bytes of UTF-8 a unit, so short ones need no count.
  if (text.length * 3 > largestCellBytes && Buffer.byteLength(text) > largestCellBytes)
    throw new FilesError(
      'CELL_TOO_LARGE',
      path,
      `${unit} ${position} of ${path} has a text over ${largestCellBytes / 2 ** 20} MB; shorten or split it.`,
      { place: placeOf(unit, position) },
    );
  return text.toWellFormed();
}

export function isBlank(label: string): boolean {
  return label.trim() === '';
}

function placeOf(unit: Unit, position: number) {
  return unit === 'Line' ? { line: position } : { row: position };
}
