import { join } from 'node:path';
import { runCommand } from '../learn/measure-command.ts';
import { type Load, parseLoad } from './parse-load.ts';

const script = join(import.meta.dirname, 'cycle.lua');

export interface LoadRequest {
  readonly url: string;
  /** One JSON document a line. */
  readonly bodies: string;
  /** The body to begin with. */
  readonly first: number;
  readonly seconds: number;
  readonly connections: number;
  /** Cores that the generator may use, as `taskset` takes them. */
  readonly cores: string;
}

/** wrk on cores of its own: a closed loop, so each connection asks again as soon as it is answered. */
export async function runLoad({
  url,
  bodies,
  first,
  seconds,
  connections,
  cores,
}: LoadRequest): Promise<Load> {
  const wrk = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency'];
  const { stdout } = await runCommand([
    'taskset',
    '-c',
    cores,
    ...wrk,
    '-s',
    script,
    url,
    '--',
    bodies,
    `${first}`,
  ]);
  return parseLoad(stdout);
}
