import { markdownTable, megabytes, milliseconds, times } from '../learn/markdown.ts';
import { summarise } from '../learn/summary.ts';
import { percentile } from '../ledger/percentile.ts';
import type { Slice } from './load.ts';
import type { MlflowBenchOptions } from './options.ts';
import type { CallName } from './requests.ts';

export interface Measured {
  readonly call: CallName;
  /** Ours first. */
  readonly sides: readonly { readonly name: string; readonly slices: readonly Slice[] }[];
}

export interface SideMemory {
  readonly name: string;
  readonly processes: number;
  readonly residentBytes: number;
}

const titles: Readonly<Record<CallName, string>> = {
  'create-run': 'create-run',
  'log-batch': 'log-batch of 10 metrics',
  search: 'search_runs: a metric above a bound, 1 % of the runs, page of 100',
  'search-ordered': 'the same, best first',
  'search-all': 'search_runs: the latest 100',
  'get-run': 'get-run',
};

/** How many times as many requests a second ours answers, slice by slice. */
export function rateRatios([ours, peer]: Measured['sides']): number[] {
  return ours.slices.map((slice, at) => rateOf(slice) / rateOf(peer.slices[at]));
}

export function tables(
  measured: readonly Measured[],
  { atRest, after }: { readonly atRest: readonly SideMemory[]; readonly after: readonly SideMemory[] },
): string {
  const rates = measured.map(({ call, sides }) => {
    const { median, min, max } = summarise(rateRatios(sides));
    const cells = sides.flatMap(({ slices }) => {
      const all = slices.flatMap((slice) => slice.milliseconds);
      return [
        summarise(slices.map(rateOf)).median.toFixed(0),
        `${milliseconds(percentile(all, 0.5))} / ${milliseconds(percentile(all, 0.99))}`,
      ];
    });
    return [titles[call], ...cells, `${times(median)} (${times(min)} to ${times(max)})`];
  });
  const memory = atRest.map(({ name, processes, residentBytes }, at) => [
    name,
    `${processes}`,
    megabytes(residentBytes),
    megabytes(after[at].residentBytes),
  ]);
  return [
    markdownTable(
      ['', 'Verdict, a second', 'p50 / p99', 'MLflow, a second', 'p50 / p99', 'ratio of the rates'],
      rates,
    ),
    markdownTable(['', 'processes', 'memory at rest', 'memory at the end'], memory),
  ].join('\n\n');
}

export function method({ rounds, seconds, connections, runs }: MlflowBenchOptions): string[] {
  return [
    'Requests are those that MLflow’s own client sent through a recorder in the same run; between two of a kind only ids, times and steps change.',
    `Both servers use one PostgreSQL, a database each, durable as it comes (fsync on). ${connections} connections ask, wait for the whole answer and ask again; ${rounds} slices of ${seconds} s a side, in turn, after one each that is not counted. The ratio is of two slices one after the other: median, least and most.`,
    `${runs} runs with 5 metrics, 5 parameters and 3 tags each were made through either server’s API before searching; PostgreSQL’s statistics were then brought up to date on both, as it does by itself within a minute, and both found the same runs in the same order, or the bench would have ended.`,
    'Memory is the resident set of the server and all its processes, added up; what they share is counted in each. PostgreSQL’s is in neither. Ours serves models and works on jobs too.',
  ];
}

function rateOf({ requests, seconds }: Slice): number {
  return requests / seconds;
}
