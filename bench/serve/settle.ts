import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from './server-process.ts';

const lookEveryMs = 300;
/** Timers and polls of a server that nobody asks stay below. */
const quietShare = 0.05;
const patienceMs = 30_000;

/**
 * Waits until a server has nothing left to do: what it writes behind its answers must not take time from whoever
 * is measured next, and is part of what its own requests have cost.
 */
export async function settle({ cost }: Pick<ServerProcess, 'cost'>): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  let quiet = 0;
  let before = cost().cpuSeconds;
  while (quiet < 2 && performance.now() < giveUpAt) {
    await sleep(lookEveryMs);
    const now = cost().cpuSeconds;
    quiet = (now - before) / (lookEveryMs / 1000) <= quietShare ? quiet + 1 : 0;
    before = now;
  }
}
