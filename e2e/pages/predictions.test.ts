import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { seedPredictions } from '../demo/seed-predictions.ts';
import { fitsWidth, openPage, type RunningVerdict, seriousFaults, startVerdict } from './open-page.ts';

const model = 'film-talk';

describe('live, predictions and labels in the console', () => {
  let at: RunningVerdict;
  let browser: Browser;
  beforeAll(async () => {
    [at, browser] = await Promise.all([startVerdict(), launchChromium()]);
    await seedPredictions(at.client);
    await expectLogged();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await at?.stop();
  });

  async function expectLogged(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const { predictions } = await at.client.predictions.list({ model, limit: 1000 });
      if (predictions.length === 100) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The log does not have all that was answered.');
  }
  const open = async (path: string, looks = {}) => {
    const opened = await openPage(browser, `${at.url}${path}`, looks);
    opened.page.setDefaultTimeout(15_000);
    return opened;
  };
  const text = (page: Page) => page.getByRole('article').locator('p').first();
  const waiting = (page: Page, name: string) =>
    page.locator('dl > div', { has: page.getByText(name, { exact: true }) }).locator('dd');

  test('live: figures, curves that can be read by keyboard, and what the shadow says', async () => {
    const { page, complaints } = await open(`/live?model=${model}`);
    await page.getByText('They agree on').waitFor();
    expect(await page.locator('dl').first().innerText()).toMatch(/Answers\s+100/);
    const slider = page.getByRole('slider', { name: 'Look at' });
    expect(await slider.getAttribute('aria-valuetext')).toContain('under way');
    await slider.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).not.toContain('under way');
    await page.getByRole('img', { name: /Answers a second: / }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('live: a model that nobody asked says so', async () => {
    const { page } = await open('/live');
    await page.getByText('Nobody asked sentiment-en').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('predictions: filters are the address, and what people wrote is text', async () => {
    const { page, complaints } = await open(`/predictions?model=${model}&text=script`);
    const link = page.getByRole('link', { name: /<script>document\.title/ });
    await link.waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(await page.title()).toBe('Predictions · Verdict');
    await page.getByRole('searchbox', { name: 'Part of the text' }).fill('');
    await page.getByRole('combobox', { name: 'Only' }).selectOption('disputed');
    await page.waitForURL(/only=disputed/);
    await expect.poll(() => page.getByText('wrong', { exact: true }).count()).toBe(3);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Only' }).selectOption('');
    await page.getByRole('searchbox', { name: 'Part of the text' }).fill('no such words');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing like that was answered').waitFor();
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('text'));
    await expect.poll(() => page.getByRole('row').count()).toBe(51);
    expect(complaints).toEqual([]);
  });

  test('a prediction: its words, what people say, and gone for good', async () => {
    const { id } = await at.client.predict({ text: 'A quiet delight, forget it.', model });
    const { page, complaints } = await open(`/predictions/${id}`);
    await page.locator('mark', { hasText: 'delight' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'negative' }).click();
    await page.getByText('On record as negative.').waitFor();
    await page.getByText('wrong', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.waitForURL(/\/predictions$/);
    expect(complaints).toEqual([]);
    await expect(at.client.predictions.get(id)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
    const gone = await open(`/predictions/${id}`);
    await gone.page.getByText('There is no such prediction in the log').waitFor();
  });

  test('labels by keyboard alone: what is disputed first, undo, skip, help', async () => {
    const { page, complaints } = await open(`/label?model=${model}`);
    await page.getByText('disputed', { exact: true }).nth(1).waitFor();
    expect(await waiting(page, 'disputed').innerText()).toBe('3');
    const first = await text(page).innerText();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('1');
    await expect.poll(() => text(page).innerText()).not.toBe(first);
    await page.getByText('Labelled negative.').waitFor();
    expect(await waiting(page, 'disputed').innerText()).toBe('2');
    expect((await at.client.labels.state(model)).labelled).toBe(1);
    await page.keyboard.press('u');
    await expect.poll(() => text(page).innerText()).toBe(first);
    expect((await at.client.labels.state(model)).labelled).toBe(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    // In the dialog keys mean nothing.
    await page.keyboard.press('1');
    await page.keyboard.press('Escape');
    expect(await text(page).innerText()).toBe(first);
    await page.keyboard.press('w');
    await page.locator('mark').first().waitFor();
    await page.keyboard.press('2');
    await page.getByText('Labelled positive.').waitFor();
    const second = await text(page).innerText();
    await page.keyboard.press('s');
    await expect.poll(() => text(page).innerText()).not.toBe(second);
    expect(await at.client.labels.state(model)).toMatchObject({ labelled: 1, waiting: { disputed: 1 } });
    expect(complaints).toEqual([]);
  });

  test('a label that cannot be saved is before one again, and nothing is lost', async () => {
    const { page } = await open(`/label?model=${model}&source=unsure`);
    await page.getByText('least sure', { exact: true }).nth(2).waitFor();
    const first = await text(page).innerText();
    const before = (await at.client.labels.state(model)).labelled;
    await page.context().setOffline(true);
    await page.keyboard.press('1');
    await page.getByText('It is not on record; decide it once more.').waitFor();
    expect(await text(page).innerText()).toBe(first);
    await page.context().setOffline(false);
    await page.keyboard.press('1');
    await page.getByText('Labelled negative.').waitFor();
    await expect.poll(() => text(page).innerText()).not.toBe(first);
    expect((await at.client.labels.state(model)).labelled).toBe(before + 1);
  });

  test('retrain: a job, a data version, a candidate, and what the judge says', async () => {
    const { page, complaints } = await open(`/label?model=${model}`);
    await page.getByRole('button', { name: 'Retrain…' }).click();
    const dialog = page.getByRole('dialog', { name: `Retrain ${model}` });
    await dialog.getByText('given in this queue').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Retrain', exact: true }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]+$/);
    await page.getByRole('link', { name: 'What the judge said' }).waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: `Data ${model}@2` }).waitFor();
    const version = await at.client.datasets.version(model, 2);
    expect(version.sources.at(-1)).toMatchObject({ name: 'feedback' });
    expect(complaints).toEqual([]);
  }, 90_000);

  test.each([`/live?model=${model}`, `/predictions?model=${model}`, `/label?model=${model}`])(
    '%s needs no sideways scrolling on a phone, and axe finds nothing serious in the dark',
    async (path) => {
      const { page } = await open(path, { width: 390, theme: 'dark' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await fitsWidth(page)).toBe(true);
      expect(await seriousFaults(page)).toEqual([]);
    },
  );
});
