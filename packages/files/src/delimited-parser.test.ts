import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDelimitedParser, type Dialect } from './delimited-parser.ts';
import { largestCellBytes, mostCells } from './limits.ts';

const csv: Dialect = { delimiter: 44, quotes: true, lineEnd: 10 };
const plainTab: Dialect = { delimiter: 9, quotes: false, lineEnd: 10 };
const oldMac: Dialect = { ...csv, lineEnd: 13 };

interface Parsed {
  readonly line: number;
  readonly cells: readonly string[];
}

function parse(pieces: readonly Uint8Array[], dialect: Dialect): Parsed[] {
  const rows: Parsed[] = [];
  const parser = createDelimitedParser('x.csv', dialect, (row) => {
    rows.push({ line: row.line, cells: Array.from({ length: row.cells }, (_, index) => row.cell(index)) });
  });
  for (const piece of pieces) parser.push(piece);
  parser.end();
  return rows;
}

const cellsOf = (text: string, dialect: Dialect) =>
  parse([Buffer.from(text)], dialect).map(({ cells }) => cells);

describe('a delimited file', () => {
  test.each<[string, string, Dialect, string[][]]>([
    ['ends its rows with LF', 'a,b\nc,d\n', csv, [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
    ['ends its rows with CRLF', 'a,b\r\nc,d\r\n', csv, [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
    ['ends quoted cells with CRLF', '"a","b"\r\n"c","d"\r\n', csv, [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
    ['ends its rows with CR', 'a,b\rc,"d"\r', oldMac, [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
    ['needs no line end at its end', 'a,b\nc,d', csv, [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
    ['may end in a quote', 'a,"b"', csv, [['a', 'b']]],
    ['may end in a quote and a CR', 'a,"b"\r', csv, [['a', 'b']]],
    ['may end in a delimiter', 'a,', csv, [['a', '']]],
    ['may end in half a line end', 'a,b\r', csv, [['a', 'b']]],
    ['keeps a lone CR in a bare cell', 'a\rb,c\n', csv, [['a\rb', 'c']]],
    ['passes over empty lines', '\n\na,b\n\r\n\nc,d\n\n\n', csv, [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
    ['takes a quoted empty cell for a row', '""\na\n', csv, [[''], ['a']]],
    ['keeps newlines in quotes', '"a\nb\r\nc",d\n', csv, [['a\nb\r\nc', 'd']]],
    ['halves doubled quotes', '"""a"" b""",""""\n', csv, [['"a" b"', '"']]],
    ['takes a quote inside a bare cell as it is', 'a "b" c,d\n', csv, [['a "b" c', 'd']]],
    ['keeps white space', ' a , b\t\n', csv, [[' a ', ' b\t']]],
    ['leaves quotes alone where they are text', 'ham\t"hi there\nspam\t"a" b\n', plainTab, [['ham', '"hi there'], ['spam', '"a" b']]], // biome-ignore format: one case a line
  ])('%s', (_, text, dialect, expected) => {
    expect(cellsOf(text, dialect)).toEqual(expected);
  });

  test('gives each row the line it begins on, through newlines in quotes and empty lines', () => {
    const text = 'h,i\n"a\nb",c\n\nd,"e\n\nf"\ng,h\n';
    expect(parse([Buffer.from(text)], csv).map(({ line }) => line)).toEqual([1, 2, 5, 8]);
  });

  test('names the line where a quote opened that is never closed', () => {
    expect(() => parse([Buffer.from('a,b\n"x\ny",z\nc,"d\ne,f\n')], csv)).toThrow(
      expect.objectContaining({ code: 'QUOTE_UNCLOSED', place: { line: 4 } }),
    );
  });

  test('refuses text after a closing quote', () => {
    for (const text of ['a,b\n"c"d,e\n', 'a,b\n"c"\rd,e\n', 'a,b\n"c" ,e\n'])
      expect(() => parse([Buffer.from(text)], csv)).toThrow(
        expect.objectContaining({ code: 'QUOTE_MISPLACED', place: { line: 2 } }),
      );
  });

  test('takes a cell of the largest size and refuses one byte more', () => {
    const largest = Buffer.alloc(largestCellBytes, 97);
    expect(parse([largest, Buffer.from(',b\n')], csv)[0].cells[0].length).toBe(largestCellBytes);
    for (const open of ['', '"'])
      expect(() => parse([Buffer.from(`h,i\n${open}a`), largest], csv)).toThrow(
        expect.objectContaining({ code: 'CELL_TOO_LARGE', place: { line: 2 } }),
      );
  });

  test('refuses a row of more cells than a sheet is wide', () => {
    expect(parse([Buffer.from(','.repeat(mostCells - 1))], csv)[0].cells.length).toBe(mostCells);
    expect(() => parse([Buffer.from(','.repeat(mostCells))], csv)).toThrow(
      expect.objectContaining({ code: 'RAGGED_ROW' }),
    );
  });
});

const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ',', '\n', '\r', 'a', ' '),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
  maxLength: 12,
});
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
const quoted = (rows: readonly (readonly string[])[], lineEnd: string) =>
  rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + lineEnd).join('');

test('any quoted table comes back as it was, with any line end', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, lineEnd) => {
      const wellFormed = rows.map((row) => row.map((text) => text.toWellFormed()));
      const dialect = lineEnd === '\r' ? oldMac : csv;
      expect(cellsOf(quoted(wellFormed, lineEnd), dialect)).toEqual(wellFormed);
    }),
  );
});

test('any text cut into any pieces gives the same rows and lines, or the same refusal', () => {
  const outcome = (pieces: readonly Uint8Array[], dialect: Dialect) => {
    try {
      return parse(pieces, dialect);
    } catch (error) {
      return (error as Error).message;
    }
  };
  const messy = fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', '\t', 'a', 'é', '🎬'),
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      messy,
      fc.constantFrom(csv, plainTab, oldMac),
      fc.integer({ min: 1, max: 5 }),
      (text, dialect, size) => {
        const bytes = Buffer.from(text);
        const whole = outcome([bytes], dialect);
        for (let at = 0; at <= bytes.length; at++)
          expect(outcome([bytes.subarray(0, at), bytes.subarray(at)], dialect)).toEqual(whole);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        expect(outcome(pieces, dialect)).toEqual(whole);
      },
    ),
    { numRuns: 300 },
  );
});
