import { type Loading, runSide, type Side } from './contest.ts';

export interface MemorySample {
  /** Answered up to then. */
  readonly requests: number;
  readonly residentBytes: number;
}

export interface LongRunResult {
  readonly samples: readonly MemorySample[];
  readonly failed: number;
  readonly runs: number;
}

/** Memory after every stretch of load until so many requests are answered. */
export async function longRun(
  side: Side,
  wanted: number,
  loading: Loading,
  say: (line: string) => void,
): Promise<LongRunResult> {
  const samples: MemorySample[] = [];
  let requests = 0;
  let failed = 0;
  while (requests < wanted) {
    const run = await runSide(side, loading, requests);
    // A server that answers nothing would be asked for ever.
    if (run.requests === 0) break;
    requests += run.requests;
    failed += run.failed;
    samples.push({ requests, residentBytes: run.residentBytes });
    say(`${requests} requests: ${Math.round(run.residentBytes / 1e6)} MB`);
  }
  return { samples, failed, runs: samples.length };
}

/**
 * How much more memory the last quarter of a run holds than its second one, as a share; the first quarter is left
 * out, in which the heap takes its size. Null of a run that is too short to have quarters.
 */
export function growth(samples: readonly MemorySample[]): number | null {
  const last = samples.at(-1)?.requests ?? 0;
  const mean = (from: number, to: number): number | null => {
    const within = samples.filter(({ requests }) => requests > from * last && requests <= to * last);
    return within.length === 0
      ? null
      : within.reduce((sum, { residentBytes }) => sum + residentBytes, 0) / within.length;
  };
  const [second, fourth] = [mean(0.25, 0.5), mean(0.75, 1)];
  return samples.length < 4 || second === null || fourth === null ? null : fourth / second - 1;
}
