import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.ts';
import type { WatchedPage } from '../watched-page.ts';
import { fitsWidth, type Looks, openPage, type RunningAll, seriousFaults, startAll } from './open-page.ts';

const secret = 'hot-potato-secret';
const spam = 'WINNER!! You have won a FREE prize, call 09061701461 now to claim your 1000 cash reward';

let browser: Browser;
let verdict: RunningAll;
const at = (path: string): string => `${verdict.potatoesUrl}${path}`;

beforeAll(async () => {
  [browser, verdict] = await Promise.all([
    launchChromium(),
    startAll({}, { POTATOES_MODERATOR_SECRET: secret, POTATOES_WRITES_PER_MINUTE: '1000' }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await verdict?.stop();
});

/** Shorter than a test may take, so that a failure names the step. */
const stepTimeoutMs = 9000;

async function open(path: string, looks: Looks = {}): Promise<WatchedPage> {
  const opened = await openPage(browser, at(path), looks);
  opened.page.setDefaultTimeout(stepTimeoutMs);
  return opened;
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Your review', exact: true });
const send = (page: Page) => page.getByRole('button', { name: 'Send review' });
const reviewOf = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Reviews' }).getByRole('listitem').filter({ hasText: text });
const verdictOf = (page: Page) => page.getByRole('region', { name: 'Verdict' });

async function write(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await send(page).click();
  await page.getByText(/^Thank you\./).waitFor();
}

describe('the films', () => {
  it('are found while one types, and the address follows', async () => {
    const { page, complaints } = await open('/');
    await page.getByLabel('Search films').pressSequentially('lighthouse');
    await page.getByRole('link', { name: 'The Lighthouse Keeper’s Accordion' }).waitFor();
    await expect.poll(() => page.getByRole('main').getByRole('listitem').count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?search=lighthouse');
    await page.getByLabel('Search films').fill('');
    await page.getByLabel('Genre').selectOption('western');
    await expect.poll(() => new URL(page.url()).search).toBe('?genre=western');
    await page.getByLabel('Order').selectOption('newest');
    await page.goBack();
    await expect.poll(() => page.getByLabel('Order').inputValue()).toBe('score');
    expect(await page.getByLabel('Genre').inputValue()).toBe('western');
    await page.getByLabel('Search films').fill('no such potato');
    await page.getByText('No film like that in the cellar').waitFor();
    expect(complaints).toEqual([]);
  });

  it('are found without a script as well', async () => {
    const { page } = await open('/', { options: { javaScriptEnabled: false } });
    await page.getByLabel('Search films').fill('lighthouse');
    await page.getByRole('button', { name: 'Show films' }).click();
    await page.getByText('One film').waitFor();
    await page.getByRole('link', { name: 'The Lighthouse Keeper’s Accordion' }).click();
    await page.getByRole('heading', { level: 1, name: 'The Lighthouse Keeper’s Accordion' }).waitFor();
  });
});

describe('a review', () => {
  it('is tasted while it is written, and moves the score for everybody without a reload', async () => {
    const writer = await open('/films/20');
    const reader = await open('/films/20', { width: 390, theme: 'dark' });
    const before = (await verdictOf(reader.page).textContent()) ?? '';
    await box(writer.page).fill('A warm and');
    await writer.page.getByText('2 more words').waitFor();
    expect(await send(writer.page).isDisabled()).toBe(true);
    const text = 'A warm and wonderful film, beautifully acted and deeply moving throughout.';
    await box(writer.page).fill(text);
    await writer.page.getByText(/^Tastes positive/).waitFor();
    await writer.page.setViewportSize({ width: 390, height: 844 });
    expect(await fitsWidth(writer.page)).toBe(true);
    await writer.page.getByLabel('Your name').fill('Maris Piper');
    await send(writer.page).click();
    await writer.page.getByText('Thank you. Your review is in.').waitFor();
    expect(await box(writer.page).inputValue()).toBe('');
    await reviewOf(reader.page, text).getByText('Maris Piper').waitFor();
    expect(await reviewOf(reader.page, text).textContent()).toContain('Positive');
    await expect.poll(() => verdictOf(reader.page).textContent()).not.toBe(before);
    await expect
      .poll(() => reader.page.getByRole('status').first().textContent())
      .toContain('One new review.');

    await reviewOf(writer.page, text).getByRole('button', { name: 'Why?' }).click();
    await writer.page.locator('mark', { hasText: 'wonderful' }).first().waitFor();

    await reviewOf(reader.page, text).getByRole('button', { name: 'The machine got it wrong' }).click();
    await reader.page.getByRole('button', { name: 'Yes, it is negative' }).click();
    await reviewOf(writer.page, text).getByText('Disputed: somebody reads it as negative').waitFor();

    await reviewOf(writer.page, text).getByRole('button', { name: 'Edit' }).click();
    await writer.page.getByLabel('Edit your review').fill('On reflection a dull, lifeless and tedious mess.');
    await writer.page.getByRole('button', { name: 'Save' }).click();
    await reviewOf(reader.page, 'On reflection').getByText('Negative', { exact: true }).waitFor();

    await reviewOf(writer.page, 'On reflection').getByRole('button', { name: 'Delete' }).click();
    await writer.page.getByRole('button', { name: 'Delete for good' }).click();
    await expect.poll(() => reviewOf(reader.page, 'On reflection').count()).toBe(0);
    await expect.poll(() => verdictOf(reader.page).textContent()).toBe(before);
    expect([...writer.complaints, ...reader.complaints]).toEqual([]);
  });

  it('is text, whatever it holds', async () => {
    const { page, complaints } = await open('/films/21', { width: 390 });
    const hostile =
      '<script>document.title="owned"</script><img src=x onerror="alert(1)"> four more words here';
    await write(page, hostile);
    await write(page, 'فيلم جميل ومؤثر جدا وقد أحببته كثيرا');
    await write(page, `${'unbroken'.repeat(60)} and four more words`);
    await page.reload();
    await reviewOf(page, 'owned').waitFor();
    expect(await reviewOf(page, 'owned').textContent()).toContain(hostile);
    expect(await page.title()).not.toBe('owned');
    expect(await fitsWidth(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('of 100,000 characters is not sent, and one that is there already is refused with what to do', async () => {
    const { page } = await open('/films/22');
    await box(page).fill('so long '.repeat(12_500));
    await page.getByText('At most 5,000 characters; shorten it, please.').waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    await write(page, 'Twenty times the very same review, word for word.');
    await box(page).fill('Twenty times the very same review, word for word.');
    await send(page).click();
    await page.getByText('This film has a review with exactly these words already.').waitFor();
    expect(await box(page).inputValue()).toContain('Twenty times');
  });

  it('survives an offline server in the middle of typing, and a reload', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(stepTimeoutMs);
    const page = await context.newPage();
    await page.goto(at('/films/23'));
    const text = 'Half a thought about this splendid film';
    await box(page).fill(text);
    await page.getByText(/^Tastes|^Hard to tell/).waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline. Your text stays on this device').waitFor();
    await send(page).click();
    await page.getByText('Your review was not sent').waitFor();
    expect(await box(page).inputValue()).toBe(text);
    await context.setOffline(false);
    await page.reload();
    await page.getByText('We kept your draft from last time.').waitFor();
    expect(await box(page).inputValue()).toBe(text);
    await send(page).click();
    await page.getByText('Thank you. Your review is in.').waitFor();
    await context.close();
  });

  it('keeps what is typed on while it is sent', async () => {
    const { page } = await open('/films/26');
    const text = 'A first thought about this splendid film.';
    await box(page).fill(text);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/films/26/reviews', async (route) => {
      await held;
      await route.continue();
    });
    await send(page).click();
    await box(page).press('End');
    await box(page).pressSequentially(' And a second one.');
    release();
    await page.getByText('Thank you. Your review is in.').waitFor();
    expect(await box(page).inputValue()).toBe(`${text} And a second one.`);
    await page.reload();
    await page.getByText('We kept your draft from last time.').waitFor();
  });

  it('that is deleted in one window while it is edited in another leaves what was typed there', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(stepTimeoutMs);
    const [one, two] = await windowsOf(context, at('/films/27'));
    await write(one, 'A first draft that will not live long.');
    await two.reload();
    await reviewOf(two, 'A first draft').getByRole('button', { name: 'Edit' }).click();
    const edited = two.getByLabel('Edit your review');
    await edited.fill('An hour of work on the second draft.');
    await reviewOf(one, 'A first draft').getByRole('button', { name: 'Delete' }).click();
    await one
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await two.getByText('A review was removed', { exact: false }).first().waitFor({ state: 'attached' });
    expect(await edited.inputValue()).toBe('An hour of work on the second draft.');
    await two.getByRole('button', { name: 'Save' }).click();
    await two.getByRole('alert').first().waitFor();
    expect(await edited.inputValue()).toBe('An hour of work on the second draft.');
    await context.close();
  });

  it('that is edited in two windows shows both, and nothing is overwritten unseen', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(stepTimeoutMs);
    const [one, two] = await windowsOf(context, at('/films/24'));
    await write(one, 'The first thing that came to my mind.');
    await reviewOf(two, 'The first thing').waitFor();
    await two.reload();
    await reviewOf(two, 'The first thing').getByRole('button', { name: 'Edit' }).click();
    await reviewOf(one, 'The first thing').getByRole('button', { name: 'Edit' }).click();
    await one.getByLabel('Edit your review').fill('What window one thought of it later.');
    await one.getByRole('button', { name: 'Save' }).click();
    await reviewOf(one, 'What window one').getByRole('button', { name: 'Edit' }).waitFor();
    await two.getByLabel('Edit your review').fill('What window two thought of it meanwhile.');
    await two.getByRole('button', { name: 'Save' }).click();
    await two.getByText('This review was changed elsewhere meanwhile').waitFor();
    await two.getByText('What window one thought of it later.').waitFor();
    await two.getByText('What window two thought of it meanwhile.').waitFor();
    await two.getByRole('button', { name: 'Keep what I wrote' }).click();
    await reviewOf(one, 'What window two').waitFor();
    await context.close();
  });
});

describe('moderation', () => {
  it('shows spam to its author alone until a moderator has decided, by keyboard', async () => {
    const author = await open('/films/25');
    const reader = await open('/films/25');
    await box(author.page).fill(spam);
    await send(author.page).click();
    await author.page.getByText('a moderator reads it first').waitFor();
    await reviewOf(author.page, 'WINNER').getByText('With a moderator').waitFor();
    expect(await reviewOf(reader.page, 'WINNER').count()).toBe(0);

    const { page: desk } = await open('/moderation');
    await desk.getByLabel('Moderator’s secret').fill('a wrong secret, surely');
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByText('That is not the secret.').waitFor();
    await desk.getByLabel('Moderator’s secret').fill(secret);
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByText(/WINNER/).waitFor();
    expect(await seriousFaults(desk)).toEqual([]);
    await desk.keyboard.press('Tab');
    await desk.getByRole('button', { name: 'Show it' }).first().focus();
    await desk.keyboard.press('a');
    await desk.getByText('Nothing waits').waitFor();
    await reviewOf(reader.page, 'WINNER').waitFor();
  });

  it('asks to sign in again when the session is over', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(stepTimeoutMs);
    const author = await context.newPage();
    await author.goto(at('/films/26'));
    await box(author).fill(spam);
    await send(author).click();
    await author.getByText('a moderator reads it first').waitFor();
    const desk = await context.newPage();
    await desk.goto(at('/moderation'));
    await desk.getByLabel('Moderator’s secret').fill(secret);
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByText(/WINNER/).waitFor();
    await context.clearCookies();
    await desk.getByRole('button', { name: 'Remove it' }).click();
    await desk.getByText('Your session has ended; sign in again.').waitFor();
    await desk.getByLabel('Moderator’s secret').fill(secret);
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk.getByRole('button', { name: 'Remove it' }).click();
    await desk.getByText('Nothing waits').waitFor();
    await context.close();
  });
});

describe('every page', () => {
  it.each(['/', '/films/1', '/films/50', '/moderation', '/films/987654'])(
    '%s has no serious fault for those who hear or type it, and fits, narrow and wide, light and dark',
    async (path) => {
      for (const [width, theme] of [
        [1280, 'light'],
        [390, 'dark'],
      ] as const) {
        const { page } = await open(path, { width, theme });
        expect([await seriousFaults(page), await fitsWidth(page)]).toEqual([[], true]);
        await page.close();
      }
    },
  );

  it('speaks German to those who do, and keeps to it', async () => {
    const { page, complaints } = await open('/', { options: { locale: 'en-GB' } });
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await page.getByLabel('Filme suchen').waitFor();
    await page.goto(at('/films/1'));
    await page.getByRole('heading', { name: 'Eine Kritik schreiben' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(complaints).toEqual([]);
  });

  it('that does not exist is a 404 that leads on', async () => {
    const { page } = await open('/');
    const response = await page.goto(at('/films/987654'));
    expect(response?.status()).toBe(404);
    await page.getByRole('link', { name: 'To the films' }).click();
    await page.getByLabel('Search films').waitFor();
  });

  it('loads at most 90 kB of JavaScript, gzipped', async () => {
    for (const path of ['/', '/films/1', '/films/1?lang=de']) {
      const page = await browser.newPage();
      const sizes: Promise<number>[] = [];
      page.on('response', (response) => {
        if (/javascript/.test(response.headers()['content-type'] ?? '')) sizes.push(gzipped(response.url()));
      });
      await page.goto(at(path));
      await page.waitForLoadState('networkidle').catch(() => {});
      await expect.poll(() => sizes.length).toBeGreaterThan(2);
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(bytes, path).toBeLessThanOrEqual(90_000);
      await page.close();
    }
  });
});

async function windowsOf(context: BrowserContext, url: string): Promise<readonly [Page, Page]> {
  const pages = [await context.newPage(), await context.newPage()] as const;
  for (const page of pages) await page.goto(url);
  return pages;
}

async function gzipped(url: string): Promise<number> {
  const text = await (await fetch(url)).text();
  return gzipSync(text, { level: 9 }).length;
}
