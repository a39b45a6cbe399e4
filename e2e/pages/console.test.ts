import { type Client, createClient } from '@verdict/api';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { seedConsole } from '../demo/seed-console.ts';
import { serve } from '../served.ts';
import { fitsWidth, openPage, type RunningVerdict, seriousFaults, startVerdict } from './open-page.ts';

let browser: Browser;
let verdict: RunningVerdict;
beforeAll(async () => {
  browser = await launchChromium();
  verdict = await startVerdict();
});
afterAll(async () => {
  await browser?.close();
  await verdict?.stop();
});

const open = (path: string, looks: Parameters<typeof openPage>[2] = {}) =>
  openPage(browser, `${verdict.url}${path}`, looks);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

describe('before anything happened', () => {
  test('home says that nothing needs attention, what is in service, and how to begin', async () => {
    const { page, complaints } = await open('/');
    await page.getByText('Nothing. Everything that should be in service is').waitFor();
    expect(await page.getByRole('link', { name: 'sentiment-en', exact: true }).count()).toBe(1);
    await page.getByRole('heading', { name: 'Begin with your own data' }).waitFor();
    expect(await page.title()).toBe('Home · Verdict');
    expect(complaints).toEqual([]);
  });

  test('each empty page says what would stand there', async () => {
    const { page } = await open('/jobs');
    await page.getByText('No job yet').waitFor();
    await page.goto(`${verdict.url}/people`);
    await page.getByText('Nobody has an account').waitFor();
    await page.goto(`${verdict.url}/people?tab=keys`);
    await page.getByText('No key yet').waitFor();
  });
});

describe('with people, keys and jobs', () => {
  beforeAll(() => seedConsole(verdict.client), 60_000);

  test('home tells what went wrong and what waits, and leads there', async () => {
    const { page } = await open('/');
    const lines = page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem');
    await lines.filter({ hasText: 'A job failed' }).filter({ hasText: 'crystal-ball' }).waitFor();
    await lines.filter({ hasText: 'film-notes has no version in service' }).waitFor();
    await lines.filter({ hasText: 'A job failed' }).getByRole('link').click();
    await page.getByText('There is no recipe "crystal-ball"').first().waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/jobs\//);
  });

  test('a job that failed can be asked for again, and fails again where nothing was changed', async () => {
    const { page } = await open('/jobs?state=failed');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByText('It failed').waitFor();
    const before = page.url();
    await page.getByRole('button', { name: 'Ask for it again' }).click();
    await page.waitForURL((url) => url.href !== before);
    await page.getByText('It failed').waitFor();
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    const rows = page.getByRole('row').filter({ hasText: 'failed' });
    await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(2);
  });

  test('of a job that is done the page leads to what it made', async () => {
    const { page, complaints } = await open('/jobs?state=done');
    await page.getByRole('link', { name: 'Train film-notes on film-notes' }).click();
    await page.getByRole('link', { name: 'film-notes, version 1' }).waitFor();
    await page.getByText('asked for a train job').waitFor();
    expect(complaints).toEqual([]);
  });

  test('events are filtered by who, kind and name, and the address says how', async () => {
    const { page } = await open('/events');
    await page.getByLabel('About').selectOption('account');
    await page.getByLabel('Name or id').fill('vic');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('changed the account vic: disabled it').waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
    expect(page.url()).toContain('kind=account&subject=vic');
    await page.getByLabel('Who').fill('nobody');
    await page.getByLabel('Who').press('Enter');
    await page.getByText('Nothing like that has happened').waitFor();
    await page.getByRole('button', { name: 'Show all events' }).click();
    await page.getByText('made the account ada').waitFor();
  });

  test('an address that means nothing is put right, and not asked for', async () => {
    const { page, complaints } = await open('/jobs?state=lost&kind=%3Cscript%3E&more=1');
    await page.getByRole('table').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.goto(`${verdict.url}/events?subject=alone&actor=ada`);
    await page.getByText('Nothing like that has happened').waitFor();
    expect(new URL(page.url()).search).toBe('?actor=ada');
    expect(complaints).toEqual([]);
  });

  test('an address that is nowhere is the console’s own page, and a problem to a program', async () => {
    const { page } = await open('/jbos');
    await heading(page, 'Nothing here').waitFor();
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await heading(page, 'Jobs').waitFor();
    const asked = (accept: string, path = '/jbos') => fetch(`${verdict.url}${path}`, { headers: { accept } });
    expect((await asked('text/html')).status).toBe(404);
    expect(await (await asked('*/*')).json()).toMatchObject({ code: 'ROUTE_NOT_FOUND' });
    expect(await (await asked('text/html', '/api/v1/jbos')).json()).toMatchObject({
      code: 'ROUTE_NOT_FOUND',
    });
  });

  test('what is typed right after the keys that open the box is not lost', async () => {
    const { page } = await open('/');
    await heading(page, 'Home').waitFor();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('peo');
    await page.keyboard.press('Enter');
    await heading(page, 'People and keys').waitFor();
  });

  test('a key is made, shown once, copied, and revoked', async () => {
    const { page } = await open('/people?tab=keys', {
      options: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('e2e');
    await page.getByRole('combobox', { name: 'Account' }).selectOption('eve');
    await page.getByRole('checkbox', { name: /^read/ }).check();
    await page.getByRole('button', { name: 'Make the key' }).click();
    const shown = page.getByRole('alert').filter({ hasText: 'is shown this once' });
    await shown.getByRole('button', { name: 'Copy the key' }).click();
    const secret = await shown.locator('code').innerText();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
    const who = () =>
      fetch(`${verdict.url}/api/v1/whoami`, { headers: { authorization: `Bearer ${secret}` } });
    expect(await (await who()).json()).toMatchObject({ name: 'eve/key:e2e', scopes: ['predict', 'read'] });
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Revoke e2e of eve' }).click();
    await page.getByRole('button', { name: 'Revoke the key' }).click();
    await page.getByRole('row').filter({ hasText: 'e2e' }).getByText('revoked').waitFor();
    expect((await who()).status).toBe(401);
  });

  test('an account is made and changed; what cannot be is said where it was asked', async () => {
    const { page } = await open('/people');
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('eve');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText('There is an account eve already').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('hal');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('button', { name: 'Change hal' }).click();
    await page.getByLabel('Role').selectOption('editor');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row').filter({ hasText: 'hal' }).getByText('editor').waitFor();
    await page.getByRole('button', { name: 'Change ada' }).click();
    await page.getByLabel('State').selectOption('disabled');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('ada is the last administrator').waitFor();
  });

  test('by keyboard alone: skip the menu, go anywhere by its name', async () => {
    const { page } = await open('/events');
    await heading(page, 'Events').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Page, model, data set or id' }).waitFor();
    await page.keyboard.type('peo');
    await page.keyboard.press('Enter');
    await heading(page, 'People and keys').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('film-n');
    await page.getByRole('option', { name: /film-notes.*Data set/ }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('combobox', { name: 'Page, model, data set or id' }).count()).toBe(0);
  });

  test('on a phone the menu opens, leads on and closes', async () => {
    const { page } = await open('/', { width: 390 });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Jobs' }).click();
    await heading(page, 'Jobs').waitFor();
    expect(await page.getByRole('dialog', { name: 'Menu' }).count()).toBe(0);
  });

  test('while the server is away the page says so, keeps what it showed, and goes on by itself', async () => {
    const { page } = await open('/jobs');
    await page.getByRole('table').waitFor();
    await page.route('**/*', (route) => route.abort());
    await page
      .getByRole('status')
      .filter({ hasText: 'The server does not answer' })
      .waitFor({ timeout: 20_000 });
    expect(await page.getByRole('table').count()).toBe(1);
    await page.unroute('**/*');
    await page
      .getByRole('status')
      .filter({ hasText: 'The server does not answer' })
      .waitFor({ state: 'detached', timeout: 20_000 });
  });

  test.each(['/', '/jobs', '/events', '/people', '/people?tab=keys', '/sign-in'])(
    '%s: nothing serious for screen readers, no sideways scrolling, in both themes and widths',
    async (path) => {
      for (const [width, theme] of [
        [1280, 'dark'],
        [390, 'light'],
      ] as const) {
        const { page, complaints } = await open(path, { width, theme });
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect(await seriousFaults(page)).toEqual([]);
        expect([width, await fitsWidth(page)]).toEqual([width, true]);
        expect(complaints).toEqual([]);
      }
    },
  );
});

describe('where everybody signs in', () => {
  const password = 'four words that differ';
  const basic = (name: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  let guarded: Awaited<ReturnType<typeof serve>>;
  let admin: Client;
  beforeAll(async () => {
    const { VERDICT_CONSOLE: consoleFolder } = process.env;
    guarded = await serve(
      { signIn: 'always', ...(consoleFolder && { consoleFolder }) },
      { admin: { name: 'ada', password } },
    );
    admin = createClient({
      url: guarded.url,
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...(init.headers as object), authorization: basic('ada') } }),
    });
    await admin.accounts.create({ name: 'vic', role: 'viewer', password });
  }, 60_000);
  afterAll(() => guarded?.stop());

  const signIn = async (page: Page, name: string, secret = password): Promise<void> => {
    await page.getByLabel('Account').fill(name);
    await page.getByLabel('Password').fill(secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  test('a stranger is led to sign in, and then to where they were going', async () => {
    const { page, complaints } = await openPage(browser, `${guarded.url}/events?kind=account`);
    await heading(page, 'Sign in').waitFor();
    await signIn(page, 'ada', 'not the password');
    await page.getByText('Account and password do not go together').waitFor();
    await signIn(page, 'ada');
    await page.getByText('made the account vic').waitFor();
    expect(new URL(page.url()).search).toBe('?kind=account');
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'verdict_session', httpOnly: true, sameSite: 'Strict' });
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading(page, 'Sign in').waitFor();
    await page.goto(`${guarded.url}/jobs`);
    await heading(page, 'Sign in').waitFor();
    // 401 is what the browser itself writes down of each refusal.
    expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });

  test('an address that would lead elsewhere leads home', async () => {
    const { page } = await openPage(browser, `${guarded.url}/sign-in?back=//evil.example/`);
    await signIn(page, 'ada');
    await heading(page, 'Home').waitFor();
    expect(new URL(page.url()).origin).toBe(guarded.url);
  });

  test('a viewer sees no buttons that would be refused, and is told whom to ask', async () => {
    const { page } = await openPage(browser, `${guarded.url}/people?tab=accounts`);
    await signIn(page, 'vic');
    await page.getByText('Accounts are for administrators').waitFor();
    await page.getByRole('tab', { name: 'My password' }).click();
    await page.getByLabel('Password of now').fill('wrong');
    await page.getByLabel('New password').fill('another four words');
    await page.getByRole('button', { name: 'Change my password' }).click();
    await page.getByText('This is not your password').waitFor();
    await page.getByLabel('Password of now').fill(password);
    await page.getByRole('button', { name: 'Change my password' }).click();
    await page.getByText('The new password counts from now on').waitFor();
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await page.getByText('No data yet').waitFor();
    expect(await page.getByRole('link', { name: 'Add data' }).count()).toBe(0);
    // An address that somebody sent them says so before a form is filled in.
    await page.goto(`${guarded.url}/data/add`);
    await page.getByText('You may not add data').waitFor();
    expect(await page.locator('form').count()).toBe(0);
    await page.getByRole('link', { name: 'Label', exact: true }).click();
    await page.getByText('You may not label').waitFor();
    expect(await page.getByRole('button', { name: 'Retrain…' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByText('No job yet').waitFor();
  });

  test('a session that ends in the middle asks for the password, and keeps what was typed', async () => {
    const { page } = await openPage(browser, `${guarded.url}/events`);
    await signIn(page, 'ada');
    await page.getByLabel('Who').fill('typed and not sent');
    // The same one again is a new one: it ends every session.
    await admin.accounts.update('ada', { password });
    await page.getByRole('button', { name: 'Filter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Who').inputValue()).toBe('typed and not sent');
    await page.getByText('Nothing like that has happened').waitFor();
  });

  const signInAgain = async (page: Page): Promise<void> => {
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  test('a note that is saved after the session ended is kept until it is signed in again', async () => {
    await admin.runs.create({ id: 'noted', name: 'noted' });
    const { page } = await openPage(browser, `${guarded.url}/runs/noted`);
    await signIn(page, 'ada');
    await page.getByRole('button', { name: 'Write a note' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('Typed and not sent');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save' }).click();
    await signInAgain(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change the note' }).waitFor();
    expect((await admin.runs.get('noted')).tags['mlflow.note.content']).toBe('Typed and not sent');
  });

  test('a file that is sent after the session ended is sent again as soon as it is signed in', async () => {
    const { page } = await openPage(browser, `${guarded.url}/data/add`);
    await signIn(page, 'ada');
    const buffer = Buffer.from('text,label\nwarm and funny,good\nslow and dull,bad\n');
    await page
      .getByLabel('File of labelled texts')
      .setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer });
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Check and add' }).click();
    await signInAgain(page);
    await page.getByRole('button', { name: 'Check and add' }).click();
    const kept = async () => (await admin.datasets.list()).datasets.map(({ name }) => name);
    await expect.poll(kept, { timeout: 10_000 }).toContain('rows');
  });
});
