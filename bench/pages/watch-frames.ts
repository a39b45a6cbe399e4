import type { CDPSession, Page } from 'playwright-core';
import { percentile } from '../ledger/percentile.ts';

export interface Frames {
  readonly count: number;
  /** Of the page's own thread a frame, counted while it runs: what another program takes is not in it. */
  readonly workMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** Tasks of more than 50 ms, and what they took together. */
  readonly longTasks: number;
  readonly longMs: number;
}

interface Watching {
  readonly watched: { frames: number[]; long: number[]; stop: () => void };
}

/** The time from one frame to the next while something is done: what a person sees as smooth or as a stutter. */
export async function watchFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workMs(devtools);
  await page.evaluate(() => {
    const frames: number[] = [];
    const long: number[] = [];
    let running = true;
    let last = performance.now();
    const next = (now: number): void => {
      frames.push(now - last);
      last = now;
      if (running) requestAnimationFrame(next);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(next);
    });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) long.push(entry.duration);
    });
    observer.observe({ type: 'longtask' });
    const stop = (): void => {
      running = false;
      observer.disconnect();
    };
    Object.assign(globalThis, { watched: { frames, long, stop } });
  });
  await act();
  const { frames, long } = await page.evaluate(() => {
    const { watched } = globalThis as unknown as Watching;
    watched.stop();
    return { frames: watched.frames, long: watched.long };
  });
  const work = (await workMs(devtools)) - before;
  await devtools.detach();
  return {
    count: frames.length,
    workMs: work / frames.length,
    medianMs: percentile(frames, 0.5),
    p95Ms: percentile(frames, 0.95),
    worstMs: Math.max(...frames),
    longTasks: long.length,
    longMs: long.reduce((sum, each) => sum + each, 0),
  };
}

async function workMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}
