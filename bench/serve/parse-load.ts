import { BenchRefusal } from '../learn/refusal.ts';

/** What the load generator saw in one run. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly greatestMs: number;
  /** Replies outside 2xx and 3xx, connections refused or cut, requests that timed out: all of them together. */
  readonly failed: number;
}

const fields = ['connect', 'read', 'write', 'timeout', 'status'] as const;

/** The last line that `cycle.lua` writes. */
export function parseLoad(stdout: string): Load {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  const said = readJson(line);
  const number = (name: string): number => {
    const value = said[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new BenchRefusal(`wrk ended without saying "${name}": ${line.slice(0, 200)}`);
  };
  const seconds = number('durationUs') / 1e6;
  return {
    requests: number('requests'),
    seconds,
    requestsPerSecond: number('requests') / seconds,
    p50Ms: number('p50Us') / 1000,
    p99Ms: number('p99Us') / 1000,
    greatestMs: number('maxUs') / 1000,
    failed: fields.reduce((sum, name) => sum + number(name), 0),
  };
}

function readJson(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch (cause) {
    throw new BenchRefusal(`wrk ended with something else than its figures: ${line.slice(0, 200)}`, {
      cause,
    });
  }
}
