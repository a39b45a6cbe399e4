import { describe, expect, it } from 'vitest';
import { contestTable, longRunTable, processesTable, rowsTable, startTable } from './tables.ts';

const run = (requestsPerSecond: number, cpuSecondsPer1000 = 0.05) => ({
  requests: requestsPerSecond * 5,
  seconds: 5,
  requestsPerSecond,
  p50Ms: 1.5,
  p99Ms: 4,
  greatestMs: 9,
  failed: 0,
  busy: 0.99,
  cpuSecondsPer1000,
  residentBytes: 120e6,
});
const row = (name: string, rates: readonly number[], cpu?: number) => ({
  name,
  label: `the ${name}`,
  runs: rates.map((rate) => run(rate, cpu)),
  requests: 1,
  failed: 0,
});

describe('contestTable', () => {
  it('sets rates against a rival’s, round by round', () => {
    const table = contestTable(
      [row('ours', [12_000, 10_000, 9000]), row('peer', [1000, 1000, 500])],
      ['peer'],
    );
    const [header, , ours, peer] = table.split('\n');
    expect(header).toContain('× the peer');
    expect(ours).toContain('| 10,000 | 9,000–12,000 | 1.50 ms | 4.00 ms | 0.0500 | 99.00 % | 120 MB | 0 |');
    expect(ours).toContain('12.00× (10.00–18.00)');
    expect(peer.endsWith('|  |')).toBe(true);
  });

  it('leaves a rival out that did not run', () => {
    expect(contestTable([row('ours', [1])], ['peer'])).not.toContain('×');
  });
});

describe('the other tables', () => {
  it('says of rows what is wrong with them', () => {
    const rows = {
      answered: 5,
      unseen: 1,
      counted: null,
      dropped: null,
      rows: 4,
      logLines: 6,
      logLinesDropped: 0,
    };
    expect(rowsTable([{ what: 'ours', rows }])).toContain(
      '| ours | 5 | not measured | 4 | not measured | 6 | 0 | 5 answers left 4 rows |',
    );
  });

  it('compares CPU time with that of one process', () => {
    const table = processesTable([row('one', [100, 100], 0.1), row('two', [150, 150], 0.11)]);
    expect(table).toContain('| the two | 150 | 0.1100 | 1.10× (1.10–1.10) |');
  });

  it('gives the median of starts', () => {
    const runs = [300, 100, 200].map((firstAnswerMs) => ({ firstAnswerMs, residentBytes: 50e6 }));
    expect(startTable([{ label: 'ours', runs }])).toContain('| ours | 0.20 s | 0.10 s–0.30 s | 50 MB |');
  });

  it('shortens a long run to a dozen lines and keeps its end', () => {
    const samples = Array.from({ length: 50 }, (_, at) => ({ requests: at + 1, residentBytes: 100e6 }));
    const table = longRunTable({ samples, failed: 0, runs: 50 });
    expect(table.split('\n').length).toBeLessThan(18);
    expect(table).toContain('| 50 | 100 MB |');
    expect(table).toContain('0.00 %');
  });
});
