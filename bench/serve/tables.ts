import {
  decimal,
  markdownTable,
  megabytes,
  milliseconds,
  notMeasured,
  percent,
  seconds,
  times,
} from '../learn/markdown.ts';
import { pairRatios } from '../learn/ratio.ts';
import { summarise } from '../learn/summary.ts';
import type { SideRun } from './contest.ts';
import { faultOf, type KeptRows } from './kept-rows.ts';
import { growth, type LongRunResult } from './long-run.ts';
import type { StartResult } from './start-times.ts';

export interface ContestRow {
  readonly name: string;
  readonly label: string;
  readonly runs: readonly SideRun[];
  readonly requests: number;
  readonly failed: number;
}

/** Ratios are of rates, round by round, and above 1 where a side answers more than the one it is set against. */
export function contestTable(rows: readonly ContestRow[], against: readonly string[]): string {
  const rivals = against
    .map((name) => rows.find((row) => row.name === name))
    .filter((row) => row !== undefined);
  const header = [
    '',
    'a second',
    'least–greatest',
    'p50',
    'p99',
    'CPU s per 1,000',
    'core busy',
    'memory',
    'failed',
  ];
  return markdownTable(
    [...header, ...rivals.map(({ label }) => `× ${label}`)],
    rows.map((row) => [row.label, ...figures(row), ...rivals.map((rival) => ratio(row, rival))]),
  );
}

function figures({ runs, failed }: ContestRow): string[] {
  const of = (read: (run: SideRun) => number) => summarise(runs.map(read));
  const rates = of(({ requestsPerSecond }) => requestsPerSecond);
  return [
    count(rates.median),
    `${count(rates.min)}–${count(rates.max)}`,
    milliseconds(of(({ p50Ms }) => p50Ms).median),
    milliseconds(of(({ p99Ms }) => p99Ms).median),
    decimal(of(({ cpuSecondsPer1000 }) => cpuSecondsPer1000).median),
    percent(of(({ busy }) => busy).median),
    megabytes(runs[runs.length - 1].residentBytes),
    count(failed),
  ];
}

function ratio(row: ContestRow, rival: ContestRow): string {
  if (row === rival) return '';
  const rates = ({ runs }: ContestRow) => runs.map(({ requestsPerSecond }) => requestsPerSecond);
  // Of pairs of times the ratio is the peer's over ours; of rates it is the other way round.
  const { median, min, max } = pairRatios(rates(rival), rates(row));
  return `${times(median)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}

export function rowsTable(kept: readonly { readonly what: string; readonly rows: KeptRows }[]): string {
  return markdownTable(
    [
      '',
      'answers counted',
      'by its own counter',
      'rows on record',
      'dropped',
      'log lines',
      'dropped',
      'fault',
    ],
    kept.map(({ what, rows }) => [
      what,
      count(rows.answered),
      known(rows.counted),
      count(rows.rows),
      known(rows.dropped),
      count(rows.logLines),
      known(rows.logLinesDropped),
      faultOf(rows) ?? 'none',
    ]),
  );
}

export function startTable(results: readonly StartResult[]): string {
  return markdownTable(
    ['', 'start to first answer', 'least–greatest', 'memory after it'],
    results.map(({ label, runs }) => {
      const ms = summarise(runs.map(({ firstAnswerMs }) => firstAnswerMs));
      const memory = summarise(runs.map(({ residentBytes }) => residentBytes));
      return [
        label,
        seconds(ms.median / 1000),
        `${seconds(ms.min / 1000)}–${seconds(ms.max / 1000)}`,
        megabytes(memory.median),
      ];
    }),
  );
}

/** CPU time of one process and of several, and how many times the one's the other's is. */
export function processesTable(rows: readonly ContestRow[]): string {
  const cpu = ({ runs }: ContestRow) => runs.map(({ cpuSecondsPer1000 }) => cpuSecondsPer1000);
  return markdownTable(
    ['', 'a second', 'CPU s per 1,000', '× one process', 'memory', 'failed'],
    rows.map((row) => {
      const { median, min, max } = pairRatios(cpu(rows[0]), cpu(row));
      return [
        row.label,
        count(summarise(row.runs.map(({ requestsPerSecond }) => requestsPerSecond)).median),
        decimal(summarise(cpu(row)).median),
        row === rows[0] ? '' : `${times(median)} (${min.toFixed(2)}–${max.toFixed(2)})`,
        megabytes(row.runs[row.runs.length - 1].residentBytes),
        count(row.failed),
      ];
    }),
  );
}

/** A dozen lines of a long run, whatever the number of its samples. */
export function longRunTable({ samples }: LongRunResult): string {
  const step = Math.max(1, Math.ceil(samples.length / 12));
  const shown = samples.filter((_, at) => (samples.length - 1 - at) % step === 0);
  const share = growth(samples);
  return [
    markdownTable(
      ['requests', 'memory'],
      shown.map(({ requests, residentBytes }) => [count(requests), megabytes(residentBytes)]),
    ),
    `Last quarter against second quarter: ${share === null ? notMeasured : percent(share)}.`,
  ].join('\n\n');
}

function known(value: number | null): string {
  return value === null ? notMeasured : count(value);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
