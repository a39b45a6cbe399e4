import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCluster } from '../packages/db/src/testing/postgres-cluster.ts';
import { launchChromium } from './chromium.ts';
import { csvOf, filmRows } from './demo/film-rows.ts';
import { openPage, type RunningAll, startAll } from './pages/open-page.ts';

/** Fewer, and the judge says that they are too few to tell. */
const rows = 3000;

describe.each(['embedded', 'postgres'] as const)('the whole loop in a browser, on %s', (kind) => {
  let browser: Browser;
  let all: RunningAll;
  let removeStore = (): void => {};
  beforeAll(async () => {
    const cluster = kind === 'postgres' ? await createCluster() : null;
    removeStore = () => cluster?.remove();
    [browser, all] = await Promise.all([
      launchChromium(),
      startAll(cluster ? { databaseUrl: cluster.url } : {}),
    ]);
    const file = new TextEncoder().encode(csvOf(filmRows(rows)));
    await all.client.datasets.add('film-talk', file, { filename: 'film-talk.csv' });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await all?.stop();
    removeStore();
  });

  const open = async (url: string): Promise<Page> => {
    const { page } = await openPage(browser, url);
    page.setDefaultTimeout(15_000);
    return page;
  };
  const reviewOf = (page: Page, text: string) =>
    page.getByRole('region', { name: 'Reviews' }).getByRole('listitem').filter({ hasText: text });
  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Your review', exact: true }).fill(text);
    await page.getByRole('button', { name: 'Send review' }).click();
    await page.getByText(/^Thank you\./).waitFor();
  };

  test('a review, its verdict, a correction, a label, a retraining, the judge, a promotion, a new verdict', async () => {
    const film = `${all.potatoesUrl}/films/30`;
    const [writer, reader] = [await open(film), await open(film)];
    const score = (page: Page) => page.getByRole('region', { name: 'Verdict' }).textContent();
    const before = await score(reader);

    // Written in one window, seen in the other, score and all.
    const text = 'Splendid, if you came to sleep: a lamp is switched on and off for two hours.';
    await write(writer, text);
    await reviewOf(reader, text).waitFor();
    await expect.poll(() => score(reader)).not.toBe(before);
    const said = (await reviewOf(writer, text).textContent())?.includes('Positive') ? 'positive' : 'negative';
    const meant = said === 'positive' ? 'negative' : 'positive';

    // The machine got it wrong: the queue of the console has it, first of all.
    await reviewOf(reader, text).getByRole('button', { name: 'The machine got it wrong' }).click();
    await reader.getByRole('button', { name: `Yes, it is ${meant}` }).click();
    await reviewOf(writer, text)
      .getByText(/^Disputed/)
      .waitFor();
    const console = await open(`${all.url}/label?model=sentiment-en`);
    await console.getByRole('article').getByText(text).waitFor();
    await console.keyboard.press(meant === 'negative' ? '1' : '2');
    await console.getByText(`Labelled ${meant}.`).waitFor();

    // Trained anew on rows that are on record and on that label; judged; promoted.
    await console.getByRole('button', { name: 'Retrain…' }).click();
    const dialog = console.getByRole('dialog', { name: 'Retrain sentiment-en' });
    await dialog.getByLabel('Rows to begin with').selectOption('film-talk');
    await dialog.getByRole('button', { name: 'Retrain', exact: true }).click();
    await console.waitForURL(/\/jobs\/[0-9a-f-]+$/);
    const verdict = console.getByRole('link', { name: 'What the judge said' });
    await verdict.waitFor({ timeout: 60_000 });
    expect((await all.client.datasets.version('film-talk', 2)).rows).toBe(rows + 1);
    await verdict.click();
    await console.getByRole('heading', { name: 'sentiment-en: version 2 against version 1' }).waitFor();
    await console.getByRole('button', { name: 'Promote version 2…' }).click();
    const promotion = console.getByRole('dialog');
    await promotion.getByText('In service now').waitFor();
    await promotion
      .getByRole('button', { name: /promote|in service/i })
      .last()
      .click();
    await promotion.getByText('Version 2 is in service', { exact: true }).waitFor();

    // The same window, never reloaded: the next review is the new version's.
    const again = 'Every scene in the kitchen is a quiet delight, and I loved it.';
    await write(writer, again);
    await reviewOf(writer, again).getByRole('button', { name: 'Why?' }).click();
    await reviewOf(writer, again)
      .getByText(/sentiment-en@2/)
      .waitFor();
    await reviewOf(reader, again).waitFor();

    const { events } = await all.client.events.list({ subject_kind: 'model', subject: 'sentiment-en' });
    expect(events.map(({ action }) => action)).toContain('model.promoted');
  }, 120_000);
});
