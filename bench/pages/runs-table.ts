import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig, startServer } from '@verdict/server';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../e2e/chromium.ts';
import { surroundings } from '../learn/machine.ts';
import { markdownTable, milliseconds } from '../learn/markdown.ts';
import { places } from '../learn/places.ts';
import { writeReport } from '../learn/report.ts';
import { fillWithRuns } from './many-runs.ts';
import { type Frames, watchFrames } from './watch-frames.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Measured {
  readonly what: string;
  readonly frames: Frames;
  /** Until what was asked for stood there; null where nothing was. */
  readonly shownMs: number | null;
}

/** The table of runs under a person's hand: node bench/pages/runs-table.ts [--runs 10000] [--write] */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '10000' }, write: { type: 'boolean', default: false } },
  });
  const runs = Number(values.runs);
  const home = await mkdtemp(join(tmpdir(), 'verdict-bench-'));
  const began = performance.now();
  await fillWithRuns(home, runs);
  say(`${runs} runs on record after ${Math.round(performance.now() - began)} ms`);
  const { VERDICT_CONSOLE } = process.env;
  const server = await startServer(
    readConfig(
      {},
      { port: 0, home, logLevel: 'silent', ...(VERDICT_CONSOLE && { consoleFolder: VERDICT_CONSOLE }) },
    ),
  );
  const browser = await launchChromium();
  try {
    const around = surroundings({ chromium: browser.version() }, new Date());
    const page = await browser.newPage({ viewport: { width: 1280, height: 844 } });
    const measured = await measure(page, server.url, runs);
    const body = table(measured);
    process.stdout.write(`${body}\n`);
    if (!values.write) return;
    const path = await writeReport(places.results, {
      suite: 'runs-table',
      invocation: `node bench/pages/runs-table.ts --runs ${runs} --write`,
      around,
      seconds: (performance.now() - began) / 1000,
      result: {
        title: `The table of runs in the console, with ${runs} runs`,
        method: [
          'Chromium without a screen, 1280 × 844; server, database (PGlite) and browser share the machine.',
          'Frames: from one animation frame to the next while it is done; 16.7 ms is one of sixty a second. Long tasks: those over 50 ms that the browser reports.',
          'Shown: from the last key or click until the first line of what was asked for stands there, the wait of 300 ms for the writing to settle included.',
        ],
        commands: [],
        results: measured,
        body,
      },
    });
    say(relative(process.cwd(), path));
  } finally {
    await browser.close();
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function measure(page: Page, url: string, runs: number): Promise<readonly Measured[]> {
  const opened = performance.now();
  await page.goto(`${url}/runs`);
  await firstLine(page).waitFor();
  const openedMs = performance.now() - opened;
  await page.waitForTimeout(1000);
  const measured: Measured[] = [];
  const add = async (what: string, act: () => Promise<number | null>): Promise<void> => {
    let shownMs: number | null = null;
    const frames = await watchFrames(page, async () => {
      shownMs = await act();
    });
    measured.push({ what, frames, shownMs });
    say(`${what}: ${milliseconds(frames.p95Ms)} at the 95th percentile`);
  };

  await add('nothing, for comparison', async () => {
    await page.waitForTimeout(2000);
    return openedMs;
  });
  await add('scrolling 100 pixels a frame', () => scroll(page, 400, 100));
  await add('scrolling 1,000 pixels a frame', () => scroll(page, 200, 1000));
  await add('the scroll bar dragged to forty places', () => jump(page, 40));
  const box = page.getByRole('combobox', { name: 'Filter runs' });
  await add('writing a filter, key by key', async () => {
    await box.click();
    await box.pressSequentially("metrics.accuracy > 0.9 and params.recipe = 'logreg'", { delay: 60 });
    const from = performance.now();
    await page.getByText(/^\d[\d,]* found$/).waitFor();
    await page.waitForFunction(
      (all) => !document.body.innerText.includes(`${all} found`),
      new Intl.NumberFormat('en').format(runs),
    );
    return performance.now() - from;
  });
  await add('the filter taken away', async () => {
    const from = performance.now();
    await box.fill('');
    await box.press('Enter');
    await page.getByText(new RegExp(`^${new Intl.NumberFormat('en').format(runs)} runs$`)).waitFor();
    return performance.now() - from;
  });
  await add('sorting by a metric', async () => {
    const before = await firstLine(page).innerText();
    const from = performance.now();
    await page.getByRole('columnheader', { name: 'accuracy' }).getByRole('button').click();
    await page.waitForFunction((name) => document.querySelector('tbody a')?.textContent !== name, before);
    return performance.now() - from;
  });
  return measured;
}

function firstLine(page: Page) {
  return page.locator('tbody a').first();
}

async function scroll(page: Page, frames: number, pixels: number): Promise<null> {
  await page.evaluate(
    async ([count, step]) => {
      const box = document.querySelector('section[aria-label="Runs"]') as HTMLElement;
      for (let frame = 0; frame < count; frame++) {
        box.scrollTop += step;
        await new Promise(requestAnimationFrame);
      }
    },
    [frames, pixels] as const,
  );
  return null;
}

/** To the same places every time, and at the last one until its lines are there. */
async function jump(page: Page, times: number): Promise<number> {
  await page.evaluate(async (count) => {
    const box = document.querySelector('section[aria-label="Runs"]') as HTMLElement;
    for (let at = 1; at <= count; at++) {
      box.scrollTop = ((at * 0.618) % 1) * (box.scrollHeight - box.clientHeight);
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
  }, times);
  const from = performance.now();
  await page.waitForFunction(() => {
    const lines = [...document.querySelectorAll('tbody tr:not([aria-hidden])')];
    return lines.length > 0 && lines.every((line) => line.querySelector('a'));
  });
  return performance.now() - from;
}

function table(measured: readonly Measured[]): string {
  return markdownTable(
    ['done', 'frames', 'work a frame', 'median', '95th percentile', 'worst', 'long tasks', 'shown after'],
    measured.map(({ what, frames, shownMs }) => [
      what,
      String(frames.count),
      milliseconds(frames.workMs),
      milliseconds(frames.medianMs),
      milliseconds(frames.p95Ms),
      milliseconds(frames.worstMs),
      frames.longTasks === 0 ? '0' : `${frames.longTasks}, ${milliseconds(frames.longMs)}`,
      shownMs === null ? '' : milliseconds(shownMs),
    ]),
  );
}

await main(process.argv.slice(2));
