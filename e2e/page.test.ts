import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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

async function open(options: BrowserContextOptions = {}, url = server.url) {
  const watched = await openWatched(browser, url, options);
  onTestFinished(() => watched.page.close());
  await watched.page.locator('#examples button').first().waitFor();
  return watched;
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.getByRole('button', { name: /^Ask/ }).click();
}

const label = (page: Page) => page.locator('.label').textContent();

const painful = 'A dull and boring film: the plot is awful, the joke is painful and the ending tedious.';

describe('the page', () => {
  test('answers a text with a label, a confidence, every score and the words that decided', async () => {
    const { page, complaints } = await open();
    await ask(page, painful);
    await page.locator('.label').waitFor();
    expect(await label(page)).toBe('negative');
    expect(await page.locator('.confidence').textContent()).toMatch(/^(?:> )?\d+(?:\.\d)?% sure$/);
    expect(await page.locator('.score-name').allTextContents()).toEqual(['negative', 'positive']);
    expect(await page.locator('#painted').textContent()).toBe(painful);
    expect(await page.locator('#painted mark.for').count()).toBeGreaterThan(0);
    expect(await page.locator('#strongest .for .part').first().textContent()).toMatch(/\S/);
    const width = await page.locator('.gauge-fill').evaluate((fill) => fill.getBoundingClientRect().width);
    expect(width).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('says what it found to those who do not see it', async () => {
    const { page } = await open();
    expect(await page.getByRole('status').textContent()).toBe('');
    await ask(page, painful);
    await page.locator('.label').waitFor();
    expect(await page.getByRole('status').textContent()).toMatch(/^negative, (?:> )?[\d.]+% sure/);
  });

  test('answers to Ctrl+Enter, and the keyboard reaches everything', async () => {
    const { page } = await open();
    await page.getByLabel('Text', { exact: true }).fill(painful);
    await page.keyboard.press('Control+Enter');
    await page.locator('.label').waitFor();
    for (const [key, name] of [
      ['Tab', 'send'],
      ['Shift+Tab', 'text'],
      ['Shift+Tab', 'model'],
    ]) {
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(name);
    }
  });

  test('shows what speaks for another class when it is chosen', async () => {
    const { page, complaints } = await open();
    await ask(page, painful);
    await page.getByRole('button', { name: /^positive/ }).click();
    await page.locator('.score[data-name="positive"][aria-pressed="true"]').waitFor();
    expect(await page.locator('#why-target').textContent()).toBe('positive');
    expect(await page.locator('#painted mark.against').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('asks the model that is picked, and offers it examples of its kind', async () => {
    const { page, complaints } = await open();
    await page.getByLabel('Model').selectOption('spam-en');
    await page.getByRole('button', { name: 'a message that wants something' }).click();
    await page.locator('.label').waitFor();
    expect(await page.locator('.by').textContent()).toBe('spam-en, version 1');
    expect(complaints).toEqual([]);
  });

  test('markup in a text stays text', async () => {
    const { page, complaints } = await open();
    const text = '<script>window.owned = 1</script><img src=x onerror="window.owned = 1"> awful film';
    await ask(page, text);
    await page.locator('#painted').getByText('awful').waitFor();
    expect(await page.locator('#painted').textContent()).toBe(text);
    expect(await page.locator('#painted img, #painted script').count()).toBe(0);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('marks a verdict whose text has changed since', async () => {
    const { page } = await open();
    await ask(page, painful);
    await page.locator('.label').waitFor();
    expect(await page.locator('.stale-note').isVisible()).toBe(false);
    await page.getByLabel('Text', { exact: true }).press('End');
    await page.keyboard.type('!');
    expect(await page.locator('.stale-note').isVisible()).toBe(true);
  });

  test('an empty text asks nothing and says so', async () => {
    const { page, complaints } = await open();
    await page.getByRole('button', { name: /^Ask/ }).click();
    await expect.poll(() => page.getByRole('status').textContent()).toBe('Write a text first.');
    expect(await page.locator('#verdict').getAttribute('data-state')).toBe('empty');
    expect(complaints).toEqual([]);
  });

  test('a text that is too long is counted, and refused with the limit', async () => {
    const { page } = await open();
    await ask(page, 'long '.repeat(20_001));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('100005 characters and at most 100000 are read');
    expect(await page.locator('.count.over').textContent()).toBe('100,005 of at most 100,000 characters');
    expect(await alert.getByRole('button').isVisible()).toBe(false);
  });

  test('a server that is gone is told apart, keeps the text, and is tried again', async () => {
    const own = await serve();
    onTestFinished(() => own.stop());
    const { page } = await open({}, own.url);
    await own.stop();
    await ask(page, painful);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('The server does not answer');
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe(painful);

    const again = await serve({ port: Number(new URL(own.url).port) });
    onTestFinished(() => again.stop());
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.label').waitFor();
    expect(await label(page)).toBe('negative');
  });

  test.each([390, 320])('fits a screen of %i pixels with a long word and a verdict on it', async (width) => {
    const { page } = await open({ viewport: { width, height: 800 } });
    await ask(page, `${painful} ${'x'.repeat(300)}`);
    await page.locator('.label').waitFor();
    const sizes = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(sizes[0]).toBeLessThanOrEqual(sizes[1]);
  });

  test.each(['light', 'dark'] as const)('text has a contrast of 4.5 to 1 in %s', async (colorScheme) => {
    const { page } = await open({ colorScheme });
    await ask(page, painful);
    await page.locator('.label').waitFor();
    const pairs = await page.evaluate(() => {
      const shown = (name: string) =>
        getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      return [
        [shown('--ink'), shown('--paper')],
        [shown('--ink'), shown('--card')],
        [shown('--soft'), shown('--paper')],
        [shown('--soft'), shown('--card')],
        [shown('--on-strong'), shown('--for')],
        [shown('--warn'), shown('--warn-paper')],
        [shown('--against'), shown('--card')],
      ];
    });
    for (const [front, back] of pairs)
      expect(contrast(front, back), `${front} on ${back}`).toBeGreaterThan(4.5);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe(colorScheme === 'dark' ? 'rgb(21, 21, 20)' : 'rgb(250, 248, 244)');
  });
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

/** WCAG 2.2: relative luminance of #rrggbb, and the ratio of two. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
