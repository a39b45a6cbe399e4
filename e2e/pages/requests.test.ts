import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { seedPredictions } from '../demo/seed-predictions.ts';
import { openPage, type RunningVerdict, startVerdict } from './open-page.ts';

let browser: Browser;
let verdict: RunningVerdict;
beforeAll(async () => {
  [browser, verdict] = await Promise.all([launchChromium(), startVerdict()]);
  await seedPredictions(verdict.client);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await verdict?.stop();
});

/** Who is signed in is asked once, for the house around every page. */
const ofTheHouse = '/api/v1/whoami';

const pages = [
  '/',
  '/data',
  '/data/film-talk',
  '/data/film-talk/1',
  '/runs',
  '/models',
  '/models/film-talk',
  '/models/film-talk/1',
  '/try',
  '/live?model=film-talk',
  '/predictions',
  '/label?model=film-talk',
  '/batches',
  '/jobs',
  '/events',
  '/people',
];

test.each(pages)('%s takes at most two requests to show', async (path) => {
  const asked: string[] = [];
  const { page } = await openPage(browser, 'about:blank');
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/') && pathname !== ofTheHouse) asked.push(pathname);
  });
  await page.goto(`${verdict.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(400);
  expect(asked.length, asked.join(' ')).toBeLessThanOrEqual(2);
});
