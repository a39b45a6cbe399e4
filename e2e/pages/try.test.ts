import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { smallModelFile } from '../../apps/server/test/small-models.ts';
import { launchChromium } from '../chromium.ts';
import {
  fitsWidth,
  type Looks,
  openPage,
  type RunningVerdict,
  seriousFaults,
  startVerdict,
} from './open-page.ts';

let browser: Browser;
let server: RunningVerdict;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startVerdict()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(path = '/try', looks: Looks = {}, url = server.url) {
  const watched = await openPage(browser, url + path, looks);
  await watched.page
    .getByRole('button', { name: 'a happy review' })
    .or(examplesOfSpam(watched.page))
    .waitFor();
  return watched;
}

const examplesOfSpam = (page: Page) => page.getByRole('button', { name: 'a message from a friend' });
const text = (page: Page) => page.getByLabel('Text', { exact: true });
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });
const label = (page: Page) => verdict(page).locator('[data-part="label"]');
const painted = (page: Page) => page.locator('[data-part="painted"]');
const status = (page: Page) => verdict(page).getByRole('status');

async function ask(page: Page, content: string): Promise<void> {
  await text(page).fill(content);
  await page.getByRole('button', { name: /^Ask/ }).click();
}

const painful = 'A dull and boring film: the plot is awful, the joke is painful and the ending tedious.';

describe('try it', () => {
  test('answers a text with a label, a confidence, every score and the words that decided', async () => {
    const { page, complaints } = await open();
    await ask(page, painful);
    await label(page).waitFor();
    expect(await label(page).textContent()).toBe('negative');
    expect(await page.locator('[data-part="confidence"]').textContent()).toMatch(
      /^(?:> )?\d+(?:\.\d)?% sure$/,
    );
    expect(await page.locator('[data-part="score-name"]').allTextContents()).toEqual([
      'negative',
      'positive',
    ]);
    expect(await painted(page).textContent()).toBe(painful);
    expect(await painted(page).locator('mark[data-for="true"]').count()).toBeGreaterThan(0);
    const strongest = page
      .getByRole('region', { name: 'For negative' })
      .locator('[data-part="word"]')
      .first();
    expect(await strongest.textContent()).toMatch(/\S/);
    const fill = verdict(page).locator('svg rect').first();
    expect(await fill.evaluate((rect) => rect.getBoundingClientRect().width)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('says what it found to those who do not see it', async () => {
    const { page } = await open();
    expect(await status(page).textContent()).toBe('');
    await ask(page, painful);
    await label(page).waitFor();
    expect(await status(page).textContent()).toMatch(/^negative, (?:> )?[\d.]+% sure/);
  });

  test('answers to Ctrl+Enter, and the keyboard reaches everything', async () => {
    const { page } = await open();
    await text(page).fill(painful);
    await page.keyboard.press('Control+Enter');
    await label(page).waitFor();
    expect(await text(page).inputValue()).toBe(painful);
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        const labels = (activeElement as HTMLTextAreaElement | null)?.labels;
        return labels?.[0]?.textContent ?? activeElement?.textContent;
      });
    const wanted = ['a torn one', 'a weary one', 'a happy review', 'Text', 'Beside it', 'Version', 'Model'];
    await page.getByRole('button', { name: /^Ask/ }).focus();
    for (const name of wanted) {
      await page.keyboard.press('Shift+Tab');
      expect(await focused()).toBe(name);
    }
  });

  test('shows what speaks for another class when it is chosen', async () => {
    const { page, complaints } = await open();
    await ask(page, painful);
    await verdict(page)
      .getByRole('button', { name: /^positive/ })
      .click();
    await verdict(page)
      .getByRole('button', { name: /^positive/, pressed: true })
      .waitFor();
    expect(await page.locator('[data-part="target"]').textContent()).toBe('positive');
    expect(await painted(page).locator('mark[data-for="false"]').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('asks the model that is picked, and offers it examples of its kind', async () => {
    const { page, complaints } = await open();
    await page.getByLabel('Model').selectOption('spam-en');
    await page.getByRole('button', { name: 'a message that wants something' }).click();
    await label(page).waitFor();
    await verdict(page).getByRole('link', { name: 'spam-en, version 1' }).waitFor();
    expect(new URL(page.url()).search).toBe('?model=spam-en');
    expect(complaints).toEqual([]);
  });

  test('the address carries who is asked, and never the text', async () => {
    const { page } = await open('/try?model=spam-en');
    expect(await page.getByLabel('Model').inputValue()).toBe('spam-en');
    expect(await text(page).inputValue()).toBe('');
    await ask(page, 'A secret of mine that nobody should read in an address.');
    await label(page).waitFor();
    expect(page.url()).toBe(`${server.url}/try?model=spam-en`);
  });

  test('markup in a text stays text', async () => {
    const { page, complaints } = await open();
    const hostile = '<script>window.owned = 1</script><img src=x onerror="window.owned = 1"> awful film';
    await ask(page, hostile);
    await painted(page).getByText('awful').waitFor();
    expect(await painted(page).textContent()).toBe(hostile);
    expect(await painted(page).locator('img, script').count()).toBe(0);
    expect(await page.evaluate(() => 'owned' in window)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('marks a verdict whose text has changed since', async () => {
    const { page } = await open();
    await ask(page, painful);
    await label(page).waitFor();
    const stale = page.locator('[data-part="stale"]');
    expect(await stale.count()).toBe(0);
    await text(page).press('End');
    await page.keyboard.type('!');
    await stale.waitFor();
  });

  test('an empty text asks nothing and says so', async () => {
    const { page, complaints } = await open();
    await page.getByRole('button', { name: /^Ask/ }).click();
    await expect.poll(() => status(page).textContent()).toBe('Write a text first.');
    expect(await verdict(page).getAttribute('data-state')).toBe('empty');
    expect(complaints).toEqual([]);
  });

  test('a text that is too long is counted, and refused with the limit', async () => {
    const { page } = await open();
    await ask(page, 'long '.repeat(20_001));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('100005 characters and at most 100000 are read');
    expect(await page.locator('[data-part="count"]').textContent()).toBe(
      '100,005 of at most 100,000 characters',
    );
    expect(await alert.getByRole('button').count()).toBe(0);
  });

  test('a text as long as is allowed is answered, and one from right to left is read as one', async () => {
    const { page, complaints } = await open();
    await ask(page, 'awful film '.repeat(9090));
    await label(page).waitFor({ timeout: 20_000 });
    expect(await label(page).textContent()).toBe('negative');
    await page.getByText('The first 10,000 of 99,990 characters.').waitFor();
    await ask(page, 'فيلم ممل جدا ولا يستحق المشاهدة ‮boring');
    await painted(page).getByText('فيلم').waitFor();
    const direction = await painted(page)
      .locator('[dir="auto"]')
      .evaluate((shown) => getComputedStyle(shown).direction);
    expect(direction).toBe('rtl');
    expect(complaints).toEqual([]);
  });

  test('a server that is gone is told apart, keeps the text, and is tried again', {
    timeout: 120_000,
  }, async () => {
    const own = await startVerdict();
    let stopped = false;
    onTestFinished(() => (stopped ? undefined : own.stop()));
    const { page } = await open('/try', {}, own.url);
    await own.stop();
    stopped = true;
    await ask(page, painful);
    const alert = verdict(page).getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('The server does not answer');
    expect(await text(page).inputValue()).toBe(painful);

    const again = await startVerdict({ port: Number(new URL(own.url).port) });
    onTestFinished(() => again.stop());
    await alert.getByRole('button', { name: 'Try again' }).click();
    await label(page).waitFor();
    expect(await label(page).textContent()).toBe('negative');
  });

  test.each([390, 320])('fits a screen of %i pixels with a long word and a verdict on it', async (width) => {
    const { page } = await open('/try', { width });
    await ask(page, `${painful} ${'x'.repeat(300)}`);
    await label(page).waitFor();
    expect(await fitsWidth(page)).toBe(true);
  });

  test.each(['light', 'dark'] as const)('has no serious fault in %s, with a verdict on it', async (theme) => {
    const { page } = await open('/try', { theme });
    await ask(page, painful);
    await label(page).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe(theme === 'dark' ? 'rgb(21, 21, 20)' : 'rgb(250, 248, 244)');
  });
});

describe('two versions side by side', () => {
  beforeAll(async () => {
    const { models } = server.client;
    await models.register('pair', await smallModelFile('nb-logreg'));
    await models.register('pair', await smallModelFile('random-forest'));
    // Its labels the other way round: it disagrees about everything.
    await models.register('pair', await smallModelFile('logreg', ['positive', 'negative']));
    await models.promote('pair', { version: 1, force: true, reason: 'a test' });
  });

  test('are asked the same text, and what differs is marked', async () => {
    const { page, complaints } = await open('/try?model=pair&beside=3');
    await ask(page, painful);
    await page.getByText('They disagree: version 1 says negative, version 3 says positive').waitFor();
    expect(await label(page).allTextContents()).toEqual(['negative', 'positive']);
    expect(await status(page).textContent()).toMatch(/^Version 1: negative.*Version 3: positive/);
    await page.getByRole('region', { name: 'Why, by version 3' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a version that cannot say why says so, and answers', async () => {
    const { page, complaints } = await open('/try?model=pair&version=2&beside=1');
    await ask(page, painful);
    await page.getByText('Version 2 cannot say why').waitFor();
    expect(await label(page).allTextContents()).toEqual(['negative', 'negative']);
    expect(complaints).toEqual([]);
  });

  test('another choice asks the same text again', async () => {
    const { page } = await open('/try?model=pair');
    await ask(page, painful);
    await label(page).waitFor();
    await page.getByLabel('Beside it').selectOption('3');
    await expect.poll(() => label(page).allTextContents()).toEqual(['negative', 'positive']);
    expect(new URL(page.url()).searchParams.get('beside')).toBe('3');
  });

  test('an address whose model is gone says so, and asks another', async () => {
    const { page } = await open('/try?model=long-gone&version=3');
    await page.getByText('There is no model long-gone to ask').waitFor();
    expect(await page.getByLabel('Model').inputValue()).toBe('sentiment-en');
  });
});
