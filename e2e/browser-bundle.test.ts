import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Served, serve } from './served.ts';
import type * as ServingPath from './serving-path.ts';

declare const verdict: typeof ServingPath;

/** What a page may spend on it: less than a photograph, and less than any framework. */
const mostBytes = 40_000;

let browser: Browser;
let server: Served;
let code: string;
beforeAll(async () => {
  [browser, server, code] = await Promise.all([launchChromium(), serve(), bundle()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: join(import.meta.dirname, 'serving-path.ts'),
    platform: 'browser',
    treeshake: true,
  });
  const { output } = await build.generate({ format: 'iife', name: 'verdict', minify: true });
  await build.close();
  return output[0].code;
}

/** A page that has the bundle, and the model's bytes as `modelBytes`. */
async function pageWithModel(name: string) {
  const page = await browser.newPage();
  const bytes = await readFile(join(server.modelsFolder, name));
  await page.addScriptTag({ content: code });
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    Object.assign(globalThis, { modelBytes: bytes });
  }, bytes.toString('base64'));
  return page;
}

declare const modelBytes: Uint8Array;

/** 230 words, as an IMDb review has on average. */
const review = [...Array(23).keys()]
  .map((i) => `The film number ${i} is dull, painful, not bad though.`)
  .join(' ');

describe('the serving path in a browser', () => {
  test(`is at most ${mostBytes} bytes, gzipped`, () => {
    const bytes = gzipSync(code, { level: 9 }).byteLength;
    console.log(`bundle: ${code.length} bytes minified, ${bytes} gzipped`);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
    expect(code).not.toMatch(/\bnode:|\brequire\(/);
  });

  test.each(['sentiment-en-1.verdict', 'spam-en-1.verdict'])(
    '%s passes its golden rows there, and says why',
    async (name) => {
      const page = await pageWithModel(name);
      const found = await page.evaluate((text) => {
        const model = verdict.decodeModel(modelBytes);
        const { label, scores } = verdict.createPredictor(model).predict(text);
        const { margin, intercept, spans } = verdict.createExplainer(model)(text);
        const total = spans.reduce((sum, { contribution }) => sum + contribution, intercept);
        return { test: verdict.selfTest(model), classes: model.classes, label, scores, margin, total };
      }, review);
      await page.close();
      expect(found.test).toMatchObject({ passed: true });
      expect(found.classes).toContain(found.label);
      expect(Object.keys(found.scores)).toEqual(found.classes);
      expect(found.total).toBeCloseTo(found.margin, 6);
    },
  );

  test('answers a review of 230 words in a fraction of a millisecond', async () => {
    expect(review.split(' ')).toHaveLength(230);
    const page = await pageWithModel('sentiment-en-1.verdict');
    const { predictMs, loopMs } = await page.evaluate((text) => {
      const { predict } = verdict.createPredictor(verdict.decodeModel(modelBytes));
      let sink = 0;
      const loop = () => {
        for (let i = 0; i < text.length; i++) sink += text.charCodeAt(i);
      };
      // The browser's clock ticks every 0.1 ms: many calls a reading.
      const medianMs = (run: () => void, calls: number): number => {
        const readings = Array.from({ length: 21 }, () => {
          const started = performance.now();
          for (let i = 0; i < calls; i++) run();
          return (performance.now() - started) / calls;
        });
        return readings.sort((a, b) => a - b)[10];
      };
      const ask = () => {
        sink += predict(text).confidence;
      };
      medianMs(ask, 50);
      medianMs(loop, 500);
      return { predictMs: medianMs(ask, 100), loopMs: medianMs(loop, 5000), sink };
    }, review);
    await page.close();
    console.log(
      `one review of 230 words: ${(predictMs * 1000).toFixed(1)} µs; a bare loop over it: ${(loopMs * 1000).toFixed(2)} µs`,
    );
    expect(loopMs).toBeGreaterThan(0);
    // Fifty times what this takes on a laptop: catches work done anew for every text, not a busy machine.
    expect(predictMs).toBeLessThan(5);
  });
});
