import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { serve } from './served.ts';

/** Pictures of the page for a person to look at: node e2e/shots.ts [FOLDER OF MODELS] */
const folder = join(import.meta.dirname, '.shots');
const modelsFolder = process.argv[2];

const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  empty: async () => {},
  full: async (page) => {
    await page.getByRole('button', { name: 'a torn one' }).click();
    await page.locator('.label').waitFor();
  },
  spam: async (page) => {
    await page.getByLabel('Model').selectOption('spam-en');
    await page.getByRole('button', { name: 'a message that wants something' }).click();
    await page.locator('.label').waitFor();
  },
  long: async (page) => {
    await page.getByLabel('Text').fill('so long '.repeat(13_000));
    await page.getByRole('button', { name: /^Ask/ }).click();
    await page.locator('.failed').waitFor();
  },
  gone: async (page) => {
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'a weary one' }).click();
    await page.locator('.failed').waitFor();
  },
};

await mkdir(folder, { recursive: true });
const server = await serve({ modelsFolder });
const browser = await launchChromium();
for (const width of [1280, 390]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, reach] of Object.entries(states)) {
      const page = await browser.newPage({ viewport: { width, height: 844 }, colorScheme });
      await page.goto(server.url);
      await page.locator('#examples button').first().waitFor();
      await reach(page);
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
}
await browser.close();
await server.stop();
