import { parseArgs } from 'node:util';
import { BenchRefusal } from '../learn/refusal.ts';
import { wholeNumber } from '../learn/whole-number.ts';

export interface LedgerBenchOptions {
  /** Of a server that a schema may be made on; null: PGlite alone is measured. */
  readonly postgres: string | null;
  /** The Markdown file; the JSON file lies beside it. Null: nothing is written. */
  readonly out: string | null;
  /** Runs made and logged to while the watch runs. */
  readonly calls: number;
  /** Runs that are searched. */
  readonly runs: number;
  /** Points of the one long history. */
  readonly points: number;
}

export const usage =
  'node bench/ledger/run.ts [--postgres URL] [--out bench/results/ledger.md] [--calls 1000] [--runs 10000] [--points 1000000]';

export function parseOptions(args: readonly string[]): LedgerBenchOptions {
  const { values } = parse(args);
  return {
    postgres: values.postgres ?? null,
    out: values.out ?? null,
    calls: wholeNumber('--calls', values.calls, 10, 100_000),
    runs: wholeNumber('--runs', values.runs, 200, 1_000_000),
    points: wholeNumber('--points', values.points, 20_000, 100_000_000),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        postgres: { type: 'string' },
        out: { type: 'string' },
        calls: { type: 'string', default: '1000' },
        runs: { type: 'string', default: '10000' },
        points: { type: 'string', default: '1000000' },
      },
    });
  } catch (error) {
    throw new BenchRefusal(`${(error as Error).message.split('. ')[0]}; usage: ${usage}`, { cause: error });
  }
}
