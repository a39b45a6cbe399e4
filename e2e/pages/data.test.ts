import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { seedData } from '../demo/seed-data.ts';
import { fitsWidth, openPage, type RunningVerdict, seriousFaults, startVerdict } from './open-page.ts';

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

describe('data and batches in the console', () => {
  let verdict: RunningVerdict;
  let browser: Browser;
  beforeAll(async () => {
    [verdict, browser] = await Promise.all([startVerdict(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await verdict?.stop();
  });
  const open = async (path: string, looks = {}) => {
    const opened = await openPage(browser, `${verdict.url}${path}`, looks);
    opened.page.setDefaultTimeout(15_000);
    return opened;
  };
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const found = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

  test('says what stands there when there is nothing yet, and where to begin', async () => {
    const { page, complaints } = await open('/data');
    await found(page, 'No data yet');
    await page.getByRole('link', { name: 'Add data' }).first().click();
    await heading(page, 'Add data').waitFor();
    await page.goto(`${verdict.url}/batches`);
    await found(page, 'No batches yet');
    expect(complaints).toEqual([]);
  });

  test.each([
    ['/data/some/x', 'some: no version'],
    ['/data/some/diff', 'some: what changed'],
  ])('%s leads nowhere, and the page has its heading and its title all the same', async (path, title) => {
    const { page } = await open(path);
    await heading(page, title).waitFor();
    expect(await page.title()).toBe(`${title} · Verdict`);
    await page.getByRole('link', { name: /^All versions/ }).waitFor();
  });

  test('a file becomes a version: seen before it is sent, checked, and looked at', async () => {
    const { page, complaints } = await open('/data/add');
    const rows = Array.from({ length: 40 }, (_, at) => `"film ${at}, seen twice",${at % 2 ? 'good' : 'bad'}`);
    const hostile = '"<img src=x onerror=document.title=1> &amp; مرحبا",bad';
    await page
      .getByLabel('File of labelled texts')
      .setInputFiles(file('My films.csv', `words,verdict\n${rows.join('\n')}\n${hostile}\n`));
    await page.getByRole('cell', { name: 'film 0, seen twice' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Dataset' }).inputValue()).toBe('My-films');
    const add = page.getByRole('button', { name: 'Check and add' });
    await add.click();
    await found(page, 'No column is known as the text; choose one.');
    await page.getByLabel('Column of the texts').selectOption('words');
    await page.getByLabel('Column of the labels').selectOption('verdict');
    await add.click();
    await found(page, 'Version 1 of My-films is there');
    await found(page, 'html-entities');
    await add.click();
    await found(page, 'These rows are version 1 of My-films already');

    await page.getByRole('link', { name: 'Look at it' }).click();
    await heading(page, 'My-films, version 1').waitFor();
    await page.getByLabel('Text holds').fill('ONERROR');
    await found(page, '1 found in rows 1 to 41 of 41');
    expect(page.url()).toContain('q=ONERROR');
    await found(page, '<img src=x');
    expect(await page.title()).toContain('My-films');
    await page.getByLabel('Text holds').fill('');
    await page.getByLabel('Label', { exact: true }).selectOption('good');
    await found(page, '20 found in rows 1 to 41 of 41');
    await page.getByRole('button', { name: 'Is it still whole?' }).click();
    await found(page, 'Yes: 41 rows, as they were recorded.');
    expect(complaints).toEqual([]);
  });

  test.each([
    ['films.xlsx', Buffer.from('UEsDBBQABgAIAA==', 'base64'), /workbook/],
    ['films.csv', Buffer.from('iVBORw0KGgo=', 'base64'), /This is a picture/],
    ['films.csv', '<!doctype html><title>Sign in</title>', /This is a web page/],
    ['films.csv', '', /The file is empty/],
  ])(
    'a file that is no CSV gets a sentence before anything is sent: %s, %j',
    async (name, content, sentence) => {
      const { page } = await open('/data/add');
      await page.getByLabel('File of labelled texts').setInputFiles(file(name, content));
      await found(page, sentence);
      expect(await page.getByRole('button', { name: 'Check and add' }).isDisabled()).toBe(true);
    },
  );

  test('rows that must not be trained on are refused with every reason, and nothing is kept', async () => {
    const { page } = await open('/data/add');
    await page
      .getByLabel('File of labelled texts')
      .setInputFiles(file('bad.csv', 'text,label\n,good\nfine,Good\nbetter,good\n'));
    await page.getByRole('button', { name: 'Check and add' }).click();
    const refused = page.getByRole('alert').filter({ hasText: 'These rows cannot be kept' });
    await refused.waitFor();
    expect(await refused.textContent()).toMatch(/differ only in capitals.*1 of 3 texts is empty/s);
    const { datasets } = await verdict.client.datasets.list();
    expect(datasets.map(({ name }) => name)).not.toContain('bad');
  });

  test('texts are labelled in a batch, by its page alone', async () => {
    const { page, complaints } = await open('/batches/new');
    const texts = ['A warm and funny film.', '=1+1 what a bore', '  ', 'Two hours of nothing at all.'];
    const body = `id,body\n${texts.map((text, at) => `${at},"${text}"`).join('\n')}\n`;
    await page.getByLabel('File of texts').setInputFiles(file('texts.csv', body));
    await page.getByRole('cell', { name: 'A warm and funny film.' }).waitFor();
    await page.getByRole('button', { name: 'Label them' }).click();
    await page.getByRole('status').filter({ hasText: 'done' }).waitFor();
    await page.getByRole('cell', { name: texts[0] }).waitFor();
    await page.getByRole('link', { name: /^no label/ }).click();
    await found(page, 'Only rows without a label.');
    await page.getByText('TEXT_EMPTY').waitFor();
    expect(page.url()).toContain('only=failed');
    expect(await page.getByRole('cell', { name: texts[0] }).count()).toBe(0);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv.split('\n')[2]).toMatch(/^1,'=1\+1 what a bore,/);
    expect(complaints).toEqual([]);
  });

  test('pasted texts are a batch too', async () => {
    const { page } = await open('/batches/new?model=sentiment-en');
    await page.getByRole('tab', { name: 'Pasted here' }).click();
    await page.getByLabel('Texts, one a line').fill('A fine film.\n\nA poor one.');
    await page.getByRole('button', { name: 'Label 2 texts' }).click();
    await page.getByRole('status').filter({ hasText: 'done' }).waitFor();
    await found(page, '2 of 2');
  });

  test('a long batch shows how far it is, and can be stopped', async () => {
    const { page } = await open('/batches/new');
    await page.getByLabel('File of texts').evaluate((input: HTMLInputElement) => {
      const many = 'One more of very many texts, and it is neither good nor bad.\n'.repeat(400_000);
      const dropped = new DataTransfer();
      dropped.items.add(new File([many], 'many.txt'));
      input.files = dropped.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByRole('button', { name: 'Label them' }).click();
    await heading(page, 'Batch').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Cancel the batch' }).click();
    await page.getByRole('status').filter({ hasText: 'cancelled' }).waitFor();
  });

  describe('with some history', () => {
    let batch: string;
    beforeAll(async () => {
      await seedData(verdict.client);
      const { batches } = await verdict.client.batches.list();
      batch = batches.find((each) => each.status === 'done' && each.failed_texts > 1)?.job_id ?? '';
    });

    test('two versions differ row by row', async () => {
      const { page } = await open('/data/film-reviews');
      await page.getByRole('img', { name: /^Rows by version\. version 1: 300/ }).waitFor();
      await page.getByRole('link', { name: 'Show the differences' }).click();
      await heading(page, 'film-reviews: version 2 to 3').waitFor();
      await found(page, 'Page 1 of 7');
      await page.getByRole('button', { name: 'Next' }).click();
      await found(page, 'Page 2 of 7');
      const tab = page.getByRole('tab', { name: /^Added/ });
      await tab.focus();
      await page.keyboard.press('ArrowRight');
      await found(page, '12 texts in 12 rows');
      expect(page.url()).toContain('kind=relabelled');
      await page.goBack();
      await found(page, /Page 1 of 7|film-reviews/);
      await page.goto(`${verdict.url}/data/film-reviews/diff?from=3&to=3`);
      await found(page, 'There is no difference');
    });

    test('more rows come when somebody wants them, from any row on', async () => {
      const { page } = await open('/data/film-reviews/3');
      await found(page, 'Rows 1 to 25 of 860');
      await page.getByRole('button', { name: 'More rows' }).click();
      await found(page, 'Rows 1 to 50 of 860');
      const first = page.getByRole('row').filter({ hasText: '(1).' });
      await first.getByRole('button', { name: 'Show all' }).click();
      await first.getByRole('button', { name: 'Show less' }).waitFor();
      expect((await first.textContent())?.length).toBeGreaterThan(1000);
      await page.getByLabel('From row').fill('850');
      await page.keyboard.press('Enter');
      await found(page, 'Rows 850 to 860 of 860');
    });

    test.each([
      ['/data', 'Data', 'light'],
      ['/data/add', 'Add data', 'dark'],
      ['/data/film-reviews', 'film-reviews', 'light'],
      ['/data/messages/1', 'messages, version 1', 'dark'],
      ['/data/film-reviews/diff?from=1&to=3', 'film-reviews: version 1 to 3', 'light'],
      ['/batches', 'Batches', 'dark'],
      ['/batches/new', 'Label many texts', 'light'],
      ['/batches/BATCH', 'Batch', 'dark'],
    ] as const)('anybody can use %s, on a telephone too', async (path, name, theme) => {
      const { page, complaints } = await open(path.replace('BATCH', batch), { width: 390, theme });
      await heading(page, name).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await fitsWidth(page)).toBe(true);
      expect(await seriousFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 844 });
      expect(await fitsWidth(page)).toBe(true);
      expect(complaints).toEqual([]);
    });
  });

  test.each([
    ['/data/nothing', 'There is no dataset nothing'],
    ['/data/My-films/9', 'The dataset My-films has no version 9'],
    ['/data/My-films/first', '“first” is no version'],
    ['/data/My-films/diff', 'Which two versions?'],
    ['/batches/nothing', 'There is no such batch'],
  ])('what is not there is said: %s', async (path, sentence) => {
    const { page } = await open(path);
    await found(page, sentence);
  });

  test('a server that does not answer is said, and asked again by itself', async () => {
    const { page } = await open('/events');
    await page.route('**/api/v1/datasets*', (route) => route.abort());
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await found(page, 'The server does not answer');
    await page.unroute('**/api/v1/datasets*');
    await page.getByRole('link', { name: 'My-films' }).waitFor({ timeout: 20_000 });
  });

  test('a file that is sent while the server goes away can be sent again', async () => {
    const { page } = await open('/data/add');
    await page
      .getByLabel('File of labelled texts')
      .setInputFiles(file('late.csv', 'text,label\na b,x\nc d,y\n'));
    await page.getByRole('cell', { name: 'a b' }).waitFor();
    await page.route('**/versions?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Check and add' }).click();
    await found(page, 'The file did not arrive');
    await page.unroute('**/versions?*');
    await page.getByRole('button', { name: 'Check and add' }).click();
    await found(page, 'Version 1 of late is there');
  });
});
