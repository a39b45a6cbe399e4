import { readFile } from 'node:fs/promises';
import { type Client, createClient } from '@verdict/api';
import { readSpamcheckConfig, startSpamcheck } from '@verdict/spamcheck';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { serve } from '../served.ts';
import { fitsWidth, openPage, seriousFaults } from './open-page.ts';

let browser: Browser;
let url: string;
let client: Client;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [launched, server] = await Promise.all([launchChromium(), serve()]);
  browser = launched;
  client = createClient({ url: server.url });
  const site = await startSpamcheck(
    readSpamcheckConfig({}, { host: '127.0.0.1', port: 0, verdictUrl: server.url, logLevel: 'silent' }),
    server.inside ? { fetch: server.inside.fetchAs('spam-check') } : {},
  );
  url = site.url;
  stops.push(() => browser.close(), site.stop, server.stop);
});

afterAll(async () => {
  for (const stop of stops) await stop();
});

const open = (looks: Parameters<typeof openPage>[2] = {}) => openPage(browser, url, looks);
const box = (page: Page) => page.getByLabel('Message', { exact: true });
const prize =
  'WINNER! Your mobile number has won a £2000 cash prize. To claim call 09061 000 000 now, text CLAIM to 80086.';
const lift =
  'Hi, my train is late again. Could you pick me up at the station around seven? I will bring the bread.';

async function check(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await page.getByRole('button', { name: 'Check it' }).click();
}

const verdict = (page: Page, name: 'Spam' | 'Not spam') => page.getByRole('heading', { name, exact: true });

/** What Verdict has in its log, as soon as it has `least`. */
async function logged(least: number) {
  return expect
    .poll(async () => (await client.predictions.list({ model: 'spam-en' })).predictions.length)
    .toBeGreaterThanOrEqual(least);
}

describe('one message', () => {
  it('gets a verdict with confidence, words, model and request, and can be called wrong and erased', async () => {
    const { page, complaints } = await open();
    const requested: string[] = [];
    page.on('request', (request) => requested.push(new URL(request.url()).pathname));
    await check(page, prize);
    await verdict(page, 'Spam').waitFor();
    const card = page.getByRole('region', { name: 'Spam', exact: true });
    expect(await card.getByText(/^[>\d. ]+%$/).textContent()).toMatch(/9\d\.\d%$/);
    expect(await card.getByText(/^spam-en@\d+$/).count()).toBe(1);
    expect(await card.getByText(/^[0-9a-f-]{36}$/).count()).toBe(1);
    const marked = await page.locator('mark[data-for="false"]').allTextContents();
    expect(marked.join(' ').toLowerCase()).toContain('claim');

    await page.getByRole('button', { name: 'Wrong: this is not spam' }).click();
    await page.getByText('Noted, thank you.').waitFor();
    await expect
      .poll(async () => {
        const { predictions } = await client.predictions.list({ model: 'spam-en' });
        return predictions.find(({ text }) => text === prize)?.feedback_label;
      })
      .toBe('ham');
    await page.getByRole('button', { name: 'Erase it from the log' }).click();
    await page.getByText('Erased from the classifier’s log.').waitFor();
    const { predictions } = await client.predictions.list({ model: 'spam-en' });
    expect(predictions.filter(({ text }) => text === prize)).toEqual([]);

    await check(page, lift);
    await verdict(page, 'Not spam').waitFor();
    expect(complaints).toEqual([]);
  });

  it('that is only written is judged while it is written, and logged nowhere', async () => {
    const { page } = await open();
    await box(page).fill(`Draft only: ${prize}`);
    await page.getByText(/^So far: looks like spam, [> \d]+% sure/).waitFor();
    await check(page, `Pressed: ${prize}`);
    await verdict(page, 'Spam').waitFor();
    await logged(1);
    const { predictions } = await client.predictions.list({ model: 'spam-en' });
    expect(predictions.filter(({ text }) => text?.startsWith('Draft only'))).toEqual([]);
  });

  it('is checked by keyboard alone, and the examples too', async () => {
    const { page } = await open();
    await box(page).focus();
    await page.keyboard.type(lift);
    await page.keyboard.press('Control+Enter');
    await verdict(page, 'Not spam').waitFor();
    await page.getByRole('button', { name: 'A prize' }).focus();
    await page.keyboard.press('Enter');
    await box(page).focus();
    await page.keyboard.press('Control+Enter');
    await verdict(page, 'Spam').waitFor();
  });

  it('stands as text, whatever it is: a script, right to left, a hundred thousand characters', async () => {
    const { page, complaints } = await open();
    const hostile =
      '<img src=x onerror="document.title=1"><script>document.title = 2</script> free prize, call now';
    await check(page, hostile);
    await verdict(page, 'Spam').waitFor();
    expect(await page.getByRole('region', { name: 'The message with its words marked' }).textContent()).toBe(
      hostile,
    );
    await check(page, 'ربحت جائزة نقدية! \u202Egnp.exe اتصل الآن 09061');
    await page.getByText('This is about the message').waitFor({ state: 'detached' });
    await check(page, 'free prize call now '.repeat(5000));
    await page.getByText('The rest counted too and is not shown.').waitFor({ timeout: 20_000 });
    await box(page).fill('x'.repeat(100_001));
    await page.getByText('100,001 characters and at most 100,000 are read').waitFor();
    expect(await page.getByRole('button', { name: 'Check it' }).isDisabled()).toBe(true);
    expect(await page.title()).toBe('Spam check');
    expect(complaints).toEqual([]);
  });

  it('is kept while the site is away, over a reload too', async () => {
    const { page } = await open();
    await check(page, lift);
    await verdict(page, 'Not spam').waitFor();
    await page.context().setOffline(true);
    await box(page).fill(`${lift} And some butter.`);
    await page.getByText('Offline just now.').waitFor();
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText('It was not checked').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await expect.poll(() => box(page).inputValue()).toBe(`${lift} And some butter.`);
    await page.getByRole('button', { name: 'Check it' }).click();
    await verdict(page, 'Not spam').waitFor();
  });

  it('is remembered in this browser until it is told to forget', async () => {
    const { page } = await open();
    await check(page, prize);
    await verdict(page, 'Spam').waitFor();
    await page.reload();
    const history = page.getByRole('region', { name: 'What you checked' });
    await history.getByRole('listitem').first().waitFor();
    expect(await history.getByRole('listitem').count()).toBe(1);
    await history.getByRole('button', { name: 'Clear history' }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).last().click();
    await history.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => localStorage.getItem('spam-check-history'))).toBeNull();
  });

  it('comes from an e-mail file, and what is none gets a sentence', async () => {
    const { page } = await open();
    const html = Buffer.from(
      '<style>p{}</style><p>Claim your <b>FREE</b> cash &pound;2000 prize, call 09061 now</p>',
    ).toString('base64');
    const mail = `From: =?utf-8?Q?Prize_B=C3=BCro?= <win@example.org>\r\nSubject: You have won\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${html}\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nxx\r\n--b--\r\n`;
    const file = page.locator('input[type=file]').first();
    await file.setInputFiles({ name: 'prize.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mail) });
    await page.getByText('from Prize Büro').waitFor();
    expect(await box(page).inputValue()).toBe(
      'You have won\n\nClaim your FREE cash £2000 prize, call 09061 now',
    );
    await page.getByRole('button', { name: 'Check it' }).click();
    await verdict(page, 'Spam').waitFor();
    await file.setInputFiles({
      name: 'no.eml',
      mimeType: 'message/rfc822',
      buffer: Buffer.from('just words'),
    });
    await page.getByText('no.eml is no e-mail').waitFor();
    // What stood there is still there.
    expect(await box(page).inputValue()).toContain('You have won');
  });
});

describe('many messages', () => {
  const rows = Array.from({ length: 450 }, (_, at) =>
    at % 3 === 0 ? `spam,"${prize} ${at}"` : `ham,"${lift} ${at}"`,
  );
  const table = `label,text\n${rows.join('\n')}\nspam,=cmd|'/c calc'!A1\nham, \n`;

  it('are found in a file, checked with progress and saved so that no spreadsheet runs them', async () => {
    const { page, complaints } = await open();
    // Dropped where one message goes, it finds its way.
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.getByText('452 messages were found. Nothing has been sent yet.').waitFor();
    expect(await page.getByLabel('The messages are in').inputValue()).toBe('1');
    await page.getByRole('button', { name: 'Check 452 messages' }).click();
    await page.getByText('452 of 452 messages. Done.').waitFor();
    const filters = page.getByRole('group', { name: 'Show' });
    expect(await filters.getByRole('button', { name: 'Left out' }).textContent()).toBe('Left out 1');
    const spam = Number(
      /\d+/.exec((await filters.getByRole('button', { name: /^Spam/ }).textContent()) ?? '')?.[0],
    );
    expect(spam).toBeGreaterThanOrEqual(150);
    expect(spam).toBeLessThanOrEqual(152);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('mine-checked.csv');
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(lines).toHaveLength(454);
    expect(lines[0]).toBe('\ufeffrow,message,prediction,confidence,unsure,model_version,note');
    expect(lines[1]).toMatch(/^1,"WINNER!.* 0",spam,0\.9\d+,(?:true|false),spam-en@\d+,$/);
    expect(lines[451]).toMatch(/^451,'=cmd\|'\/c calc'!A1,/);
    expect(lines[452]).toBe('452," ",,,,,no text');
    expect(complaints).toEqual([]);
  });

  it('wait out an outage in the middle', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Many from a file' }).click();
    let asked = 0;
    await page.route('**/api/checks', (route) => (++asked === 2 ? route.abort() : route.continue()));
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.getByRole('button', { name: 'Check 452 messages' }).click();
    await page.getByText(/Waiting: The site cannot be reached/).waitFor();
    await page.getByText('452 of 452 messages. Done.').waitFor();
  });

  test.each([
    ['photo.csv', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'it is a picture'],
    ['table.csv', Buffer.from('PK\x03\x04....', 'latin1'), 'save the table as CSV first'],
    ['ragged.csv', Buffer.from('a,b\n1,2,3\n'), 'line 2 has 3 cells and line 1 has 2'],
    ['empty.csv', Buffer.from(''), 'empty.csv is empty'],
  ])('in %s, which is no table, are none: a sentence says why', async (name, buffer, sentence) => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Many from a file' }).click();
    await page.locator('input[type=file]').last().setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.getByText(sentence).waitFor();
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  });
});

describe('the page', () => {
  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    'at %i pixels, %s, is open to everybody and needs no sideways scrolling',
    async (width, theme) => {
      const { page } = await open({ width, theme });
      expect(await seriousFaults(page)).toEqual([]);
      await check(page, prize);
      await verdict(page, 'Spam').waitFor();
      // Half-way through its stamp, a word has half its contrast.
      await page.waitForTimeout(400);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
      await page.getByRole('tab', { name: 'Many from a file' }).click();
      const file = {
        name: 'mine.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(`${prize}\n${lift}\n${'w'.repeat(300)}\n`),
      };
      await page.locator('input[type=file]').last().setInputFiles(file);
      await page.getByRole('button', { name: 'Check 3 messages' }).click();
      await page.getByText('3 of 3 messages. Done.').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
    },
  );

  it('runs no script that is not its own', async () => {
    const { page, complaints } = await open();
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken"';
      document.body.append(script);
    });
    expect(await page.title()).toBe('Spam check');
    expect(complaints.join(' ')).toContain('Content Security Policy');
  });

  it('says where nothing is, and leads back', async () => {
    const reply = await fetch(`${url}/nowhere`, { headers: { accept: 'text/html' } });
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain('Return to sender');
  });
});
