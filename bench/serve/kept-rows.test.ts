import { describe, expect, it } from 'vitest';
import { faultOf, parseMetrics } from './kept-rows.ts';

describe('parseMetrics', () => {
  it('adds up all series of a metric', () => {
    const text = `# TYPE verdict_predictions_total counter
verdict_predictions_total{model="a",version="1",label="a{b} 7"} 5
verdict_predictions_total{model="b",version="2",label="no"} 7
verdict_predictions_total_created 9
verdict_prediction_log_dropped_total 0
verdict_log_lines_dropped_total 4
`;
    expect(parseMetrics(text)).toEqual({ predictions: 12, dropped: 0, logLinesDropped: 4 });
  });

  it('knows nothing where nothing is told', () => {
    expect(parseMetrics('')).toEqual({ predictions: null, dropped: null, logLinesDropped: null });
  });
});

describe('faultOf', () => {
  const right = {
    answered: 100,
    unseen: 16,
    counted: 110,
    dropped: 0,
    rows: 110,
    logLines: 110,
    logLinesDropped: 0,
  };
  it.each([
    [{}, null],
    [{ counted: null, dropped: null, rows: 100 }, null],
    [{ dropped: 3 }, '3 rows were dropped'],
    [{ rows: 109 }, '110 predictions left 109 rows'],
    [{ counted: null, rows: 99 }, '100 answers left 99 rows'],
    [{ logLines: 90, logLinesDropped: 10 }, null],
    [{ logLines: 90, logLinesDropped: null }, '100 answers left 90 lines in the log'],
    [{ counted: null, rows: 117 }, '100 answers and at most 16 more left 117 rows'],
  ])('of %j is %s', (change, fault) => {
    expect(faultOf({ ...right, ...change })).toBe(fault);
  });
});
