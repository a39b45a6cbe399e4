import { describe, expect, it } from 'vitest';
import type { JudgedRows } from './judged-rows.ts';
import type { ReportData } from './report-data.ts';
import { mostConfusedClasses, plainCell, predictionLines, reportTables } from './report-tables.ts';

describe('plainCell', () => {
  for (const [text, cell] of [
    ['a text', 'a text'],
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['1 = 1', '1 = 1'],
  ]) {
    it(`writes ${JSON.stringify(text)} as ${JSON.stringify(cell)}, which no spreadsheet computes`, () => {
      expect(plainCell(text)).toBe(cell);
    });
  }
});

describe('predictionLines', () => {
  it('names the row in its file, and no text', () => {
    const lines = predictionLines({
      on: 'held-out rows',
      classes: ['ham', 'spam'],
      labels: Int32Array.of(0, -1),
      predicted: Int32Array.of(1, 0),
      probabilities: Float64Array.of(0.25, 0.75, 0.6, 0.4),
      numberOf: (row) => [17, 40][row],
      labelOf: (row) => ['ham', 'odd "label"'][row],
      textOf: () => 'secret',
      lengthOf: () => 6,
    });
    expect([...lines].map((text) => JSON.parse(text))).toEqual([
      { row: 17, label: 'ham', predicted: 'spam', confidence: 0.75 },
      { row: 40, label: 'odd "label"', predicted: 'ham', confidence: 0.6 },
    ]);
  });
});

describe('reportTables', () => {
  const judged = { labels: new Int32Array(0), predicted: new Int32Array(0) } as unknown as JudgedRows;
  const of = (count: number): ReportData => {
    const classes = Array.from({ length: count }, (_, k) => `c${k}`);
    const metrics = { classes, confusion: classes.map(() => []), unseen_rows: 0 };
    return {
      classes,
      quality: { metrics, perClass: [], slices: [], unseen: [] },
      training: { model: {}, data: {}, metrics: { ...metrics, out_of_fold: metrics } },
      names: {},
    } as unknown as ReportData;
  };

  it('leaves a confusion matrix out that would have over a million cells', () => {
    const names = (count: number): string[] => reportTables(of(count), judged).map(({ name }) => name);
    expect(names(mostConfusedClasses)).toContain('confusion.csv');
    expect(names(mostConfusedClasses + 1)).toEqual(['per-class.csv', 'slices.csv', 'errors.csv']);
  });

  it('has none where nothing was judged', () => {
    expect(reportTables({ ...of(2), quality: null }, null)).toEqual([]);
  });
});
