import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../../e2e/chromium.ts';
import { buildPages } from '../../scripts/pages/build-pages.ts';
import { surroundings } from '../learn/machine.ts';
import { decimal, markdownTable, milliseconds, seconds } from '../learn/markdown.ts';
import { places } from '../learn/places.ts';
import { writeReport } from '../learn/report.ts';
import { type FirstLoad, measureFirstLoad, slow } from './first-load.ts';
import { median } from './median.ts';
import { type MeasuredPage, measuredPages } from './pages.ts';
import { startSites } from './start-sites.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Measured {
  readonly page: MeasuredPage;
  readonly pace: 'as it is' | 'slow';
  readonly loads: readonly FirstLoad[];
}

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '5' }, 'no-peer': { type: 'boolean', default: false } },
  });
  const rounds = Number(values.rounds);
  const began = performance.now();
  await buildPages(say);
  const sites = await startSites({ withPeer: !values['no-peer'], say });
  const browser = await launchChromium();
  const measured: Measured[] = [];
  try {
    const around = surroundings({ chromium: browser.version(), ...sites.versions }, new Date());
    const pages = measuredPages.filter(({ site }) => sites.urls[site] !== undefined);
    for (const pace of ['as it is', 'slow'] as const) {
      const loads = new Map<MeasuredPage, FirstLoad[]>(pages.map((page) => [page, []]));
      // In turn, so that whatever else the machine does meets all of them; the first round warms the servers.
      for (let round = 0; round <= rounds; round++) {
        for (const page of pages) {
          const load = await measureFirstLoad(browser, `${sites.urls[page.site]}${page.path}`, {
            isSlow: pace === 'slow',
            width: pace === 'slow' ? 390 : 1280,
            until: page.until,
          });
          if (round > 0) loads.get(page)?.push(load);
        }
        say(`${pace}: round ${round} of ${rounds}`);
      }
      for (const [page, each] of loads) measured.push({ page, pace, loads: each });
    }
    const path = await writeReport(places.results, {
      suite: 'pages',
      invocation: `npm run bench:pages -- --rounds ${rounds}`,
      around,
      seconds: (performance.now() - began) / 1000,
      result: {
        title: 'First load of each page, on a cold cache',
        method: [
          `Medians of ${rounds} visits, the pages in turn, each visit in a browser context of its own with the cache off; server and browser share the machine.`,
          'Scripts: every script that the page asked for, each gzipped at level 9; what travels is Brotli and smaller.',
          'Paints, layout shifts and long tasks as the browser reports them; blocking is what long tasks took beyond their first 50 ms.',
          `Slow: 390 pixels wide, the processor ${slow.cpu} times slower, ${(slow.bytesPerSecond * 8) / 1e6} Mbit/s, ${slow.latencyMs} ms.`,
          'Streamlit serves the films page of the older system (bench/pages/peer/films.py) with the same films and reviews, its static files without compression, as it comes.',
        ],
        commands: [],
        results: measured.map(({ page, ...rest }) => ({ page: page.name, ...rest })),
        body: table(measured),
      },
    });
    process.stdout.write(`${table(measured)}\n\n${relative(process.cwd(), path)}\n`);
    const over = measured.filter(
      ({ page, loads }) => page.scriptLimit !== null && median(loads, 'scriptBytes') > page.scriptLimit,
    );
    if (over.length > 0) {
      process.exitCode = 1;
      say(`Over the limit: ${over.map(({ page }) => page.name).join(', ')}`);
    }
  } finally {
    await browser.close();
    await sites.stop();
  }
}

function table(measured: readonly Measured[]): string {
  return markdownTable(
    [
      'page',
      'pace',
      'scripts',
      'limit',
      'requests',
      'first paint',
      'largest paint',
      'blocking',
      'layout shift',
    ],
    measured.map(({ page, pace, loads }) => [
      page.name,
      pace,
      kilobytes(median(loads, 'scriptBytes')),
      page.scriptLimit === null ? '' : kilobytes(page.scriptLimit),
      `${median(loads, 'requests')}`,
      timeText(median(loads, 'firstPaintMs')),
      timeText(median(loads, 'largestPaintMs')),
      timeText(median(loads, 'blockingMs')),
      decimal(median(loads, 'layoutShift'), 3),
    ]),
  );
}

function timeText(ms: number): string {
  return ms < 1000 ? milliseconds(ms) : seconds(ms / 1000);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

await main(process.argv.slice(2));
