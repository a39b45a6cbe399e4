import { type ServerCommand, startServerProcess } from './server-process.ts';

export interface Started {
  readonly firstAnswerMs: number;
  /** With one prediction answered. */
  readonly residentBytes: number;
}

export interface StartResult {
  readonly label: string;
  readonly runs: readonly Started[];
}

export interface Starting {
  readonly label: string;
  readonly command: () => Promise<ServerCommand>;
}

/** Start, first answer, end; in turn. One of each before them is not counted: it makes the record and fills caches. */
export async function startTimes(
  sides: readonly Starting[],
  rounds: number,
  say: (line: string) => void,
): Promise<readonly StartResult[]> {
  const results = sides.map(({ label }) => ({ label, runs: [] as Started[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const [at, { label, command }] of sides.entries()) {
      const server = await startServerProcess(await command());
      const { firstAnswerMs } = server;
      const { residentBytes } = server.cost();
      await server.stop();
      say(`start ${round}: ${label} ${Math.round(firstAnswerMs)} ms`);
      if (round > 0) results[at].runs.push({ firstAnswerMs, residentBytes });
    }
  }
  return results;
}
