import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Served, serve } from './served.ts';
import { openWatched } from './watched-page.ts';

let browser: Browser;
let server: Served;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), serve()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the documentation', () => {
  test('opens under the content security policy, asking nobody else', async () => {
    const { page, complaints } = await openWatched(browser, `${server.url}/docs`);
    onTestFinished(() => page.close());
    await page.getByText('Label one text or several').first().click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').getByText('"label"').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
