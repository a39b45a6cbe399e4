import { parseArgs } from 'node:util';
import { BenchRefusal } from '../learn/refusal.ts';
import { wholeNumber } from '../learn/whole-number.ts';

export const parts = ['contest', 'start', 'processes', 'million'] as const;
export type Part = (typeof parts)[number];

export interface ServeBenchOptions {
  readonly parts: readonly Part[];
  /** Rounds of the contest that count; each runs every side once. */
  readonly rounds: number;
  /** Of one run under load. */
  readonly seconds: number;
  readonly connections: number;
  /** Requests of the long run. */
  readonly requests: number;
  /** own: a PostgreSQL made for the bench; embedded: in the server's own process; else the address of one. */
  readonly database: string;
  readonly python: string | null;
  /** Where the results go instead of bench/results. */
  readonly out: string | null;
}

export const usage = `npm run bench:serve -- [${parts.join(' | ')} …] [--rounds 7] [--seconds 5] [--connections 16] [--requests 1000000] [--database own|embedded|URL] [--python PATH] [--out FOLDER]`;

export function parseOptions(args: readonly string[]): ServeBenchOptions {
  const { values, positionals } = parse(args);
  return {
    parts: positionals.length === 0 ? parts : positionals.map(part),
    rounds: wholeNumber('--rounds', values.rounds, 1, 100),
    seconds: wholeNumber('--seconds', values.seconds, 1, 600),
    connections: wholeNumber('--connections', values.connections, 1, 1000),
    requests: wholeNumber('--requests', values.requests, 1000, 100_000_000),
    database: database(values.database),
    python: values.python ?? null,
    out: values.out ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: { type: 'string', default: '7' },
        seconds: { type: 'string', default: '5' },
        connections: { type: 'string', default: '16' },
        requests: { type: 'string', default: '1000000' },
        database: { type: 'string', default: 'own' },
        python: { type: 'string' },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    throw new BenchRefusal(`${(error as Error).message.split('. ')[0]}; usage: ${usage}`, { cause: error });
  }
}

function part(name: string): Part {
  const known = parts.find((each) => each === name);
  if (known) return known;
  throw new BenchRefusal(`There is no part "${name}"; usage: ${usage}`);
}

function database(given: string): string {
  if (given === 'own' || given === 'embedded' || /^postgres(ql)?:\/\//.test(given)) return given;
  throw new BenchRefusal('--database is neither own, embedded nor the address of a PostgreSQL.');
}
