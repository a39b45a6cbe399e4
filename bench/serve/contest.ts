import type { Load } from './parse-load.ts';
import { runLoad } from './run-load.ts';
import type { ServerProcess } from './server-process.ts';
import { settle } from './settle.ts';

/** A server and what it is asked. Several sides may ask one server. */
export interface Side {
  readonly name: string;
  readonly label: string;
  readonly server: ServerProcess;
  readonly bodies: string;
}

export interface SideRun extends Load {
  /** Of the server's core, while it was asked; clearly below 1 the generator was what held it up. */
  readonly busy: number;
  /** All that its answers have cost, with what was written behind them. */
  readonly cpuSecondsPer1000: number;
  /** Afterwards, quiet again. */
  readonly residentBytes: number;
}

export interface ContestRequest {
  readonly sides: readonly Side[];
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly loadCores: string;
  readonly onRun: (side: Side, round: number, run: SideRun) => void;
}

export interface SideResult {
  readonly side: Side;
  readonly runs: readonly SideRun[];
  /** Answered in all, the first round too. */
  readonly requests: number;
  readonly failed: number;
}

/** A B C … A B C …, one at a time, the others idle. A first round fills caches and compiles, and is not counted. */
export async function contest(request: ContestRequest): Promise<readonly SideResult[]> {
  const all = new Map<Side, SideRun[]>(request.sides.map((side) => [side, []]));
  for (let round = 0; round <= request.rounds; round++) {
    for (const [side, runs] of all) {
      const asked = runs.reduce((sum, { requests }) => sum + requests, 0);
      const run = await runSide(side, request, asked);
      runs.push(run);
      request.onRun(side, round, run);
    }
  }
  return [...all].map(([side, runs]) => ({
    side,
    runs: runs.slice(1),
    requests: runs.reduce((sum, { requests }) => sum + requests, 0),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
  }));
}

/** How much a side is asked. */
export type Loading = Pick<ContestRequest, 'seconds' | 'connections' | 'loadCores'>;

export async function runSide(
  { server, bodies }: Pick<Side, 'server' | 'bodies'>,
  { seconds, connections, loadCores: cores }: Loading,
  first: number,
): Promise<SideRun> {
  const before = server.cost();
  const load = await runLoad({ url: server.url, bodies, first, seconds, connections, cores });
  const afterLoad = server.cost();
  await settle(server);
  const { cpuSeconds, residentBytes } = server.cost();
  return {
    ...load,
    busy: (afterLoad.cpuSeconds - before.cpuSeconds) / load.seconds,
    cpuSecondsPer1000: ((cpuSeconds - before.cpuSeconds) / load.requests) * 1000,
    residentBytes,
  };
}
