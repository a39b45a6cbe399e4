import { parseArgs } from 'node:util';
import { BenchRefusal } from '../learn/refusal.ts';
import { wholeNumber } from '../learn/whole-number.ts';

export interface MlflowBenchOptions {
  /** With MLflow and psycopg2; null: an environment is made. */
  readonly python: string | null;
  /** A folder for the report; null: nothing is written. */
  readonly out: string | null;
  /** Slices of each side, one after the other in turn. */
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Runs that are searched. */
  readonly runs: number;
}

export const usage =
  'npm run bench:mlflow -- [--python PATH] [--out FOLDER] [--rounds 7] [--seconds 3] [--connections 8] [--runs 10000]';

export function parseOptions(args: readonly string[]): MlflowBenchOptions {
  const { values } = parse(args);
  return {
    python: values.python ?? null,
    out: values.out ?? null,
    rounds: wholeNumber('--rounds', values.rounds, 1, 100),
    seconds: wholeNumber('--seconds', values.seconds, 1, 60),
    connections: wholeNumber('--connections', values.connections, 1, 64),
    runs: wholeNumber('--runs', values.runs, 200, 100_000),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        python: { type: 'string' },
        out: { type: 'string' },
        rounds: { type: 'string', default: '7' },
        seconds: { type: 'string', default: '3' },
        connections: { type: 'string', default: '8' },
        runs: { type: 'string', default: '10000' },
      },
    });
  } catch (error) {
    throw new BenchRefusal(`${(error as Error).message.split('. ')[0]}; usage: ${usage}`, { cause: error });
  }
}
