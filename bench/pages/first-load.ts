import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

export interface FirstLoad {
  /** Of every script that the page asked for until it was quiet, gzipped as hard as gzip goes. */
  readonly scriptBytes: number;
  readonly requests: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** What long tasks took beyond their first 50 ms. */
  readonly blockingMs: number;
  /** Cumulative, without unit: 0.1 is where people are said to notice. */
  readonly layoutShift: number;
}

/** A mid-range telephone: a core of a quarter of this one's speed behind 1.6 Mbit/s and 150 ms. */
export const slow = { cpu: 4, bytesPerSecond: 1.6e6 / 8, latencyMs: 150 } as const;

export interface FirstLoadOptions {
  readonly isSlow: boolean;
  readonly width: number;
  /** Visible when the page has shown what it is for. */
  readonly until: string;
}

/** One visit on a cold cache, in a browser context of its own. */
export async function measureFirstLoad(
  browser: Browser,
  url: string,
  { isSlow, width, until }: FirstLoadOptions,
): Promise<FirstLoad> {
  const context = await browser.newContext({ viewport: { width, height: 844 } });
  try {
    const page = await context.newPage();
    const scripts: Promise<Buffer>[] = [];
    let requests = 0;
    page.on('response', (response) => {
      requests += 1;
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (isSlow) {
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu });
      await devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: slow.latencyMs,
        downloadThroughput: slow.bytesPerSecond,
        uploadThroughput: slow.bytesPerSecond,
      });
    }
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: 'load', timeout: 120_000 });
    await page.locator(until).first().waitFor({ timeout: 120_000 });
    await page.waitForTimeout(isSlow ? 3000 : 1000);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Observed }).seen);
    const bodies = await Promise.all(scripts);
    return {
      scriptBytes: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0),
      requests,
      firstPaintMs: seen.firstPaintMs,
      largestPaintMs: seen.largestPaintMs,
      blockingMs: seen.blockingMs,
      layoutShift: seen.layoutShift,
    };
  } finally {
    await context.close();
  }
}

type Observed = Omit<FirstLoad, 'scriptBytes' | 'requests'>;

/** Runs in the page, before anything of its own does. */
function observe(): void {
  const seen = { firstPaintMs: 0, largestPaintMs: 0, blockingMs: 0, layoutShift: 0 };
  Object.assign(globalThis, { seen });
  const on = (type: string, take: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  };
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.firstPaintMs = startTime;
  });
  on('largest-contentful-paint', ({ startTime }) => {
    seen.largestPaintMs = startTime;
  });
  on('longtask', ({ duration }) => {
    seen.blockingMs += Math.max(0, duration - 50);
  });
  on('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) seen.layoutShift += value;
  });
}
