import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { smallModelFile } from '../../apps/server/test/small-models.ts';
import { launchChromium } from '../chromium.ts';
import { seededModel, seedModels } from '../demo/seed-models.ts';
import { fitsWidth, openPage, type RunningVerdict, seriousFaults, startVerdict } from './open-page.ts';

let browser: Browser;
let server: RunningVerdict;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startVerdict()]);
  await seedModels(server.client);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path: string, looks = {}) => openPage(browser, server.url + path, looks);
const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });
const inDialog = (page: Page) => page.getByRole('dialog');
const champion = async () => (await server.client.models.get(seededModel)).aliases.champion;

describe('the pages about models', () => {
  test('the list says what is in service, how good it is, what is on trial and what the judge said', async () => {
    const { page, complaints } = await open('/models');
    const row = page.getByRole('row', { name: new RegExp(`^${seededModel}`) });
    await row.waitFor();
    const said = await row.textContent();
    for (const part of ['version 2', 'shadow 100%', 'refused', '%']) expect(said).toContain(part);
    await page.getByRole('link', { name: 'sentiment-en', exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test.each([
    '/models',
    `/models/${seededModel}`,
    `/models/${seededModel}/2`,
    `/models/${seededModel}/judgements/3`,
  ])('%s needs at most two requests beside the shell’s own', async (path) => {
    const asked: string[] = [];
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname);
    });
    await page.goto(server.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const own = asked.filter((each) => !/whoami|session|livez|readyz|health/.test(each));
    expect(own.length, own.join(', ')).toBeLessThanOrEqual(2);
  });

  test('a version shows its chain, its confusion, its calibration and its files', async () => {
    const { page, complaints } = await open(`/models/${seededModel}/2`);
    const chain = page.getByRole('list', { name: 'Where it comes from' });
    await chain
      .getByRole('link', { name: `${seededModel}@2` })
      .first()
      .waitFor();
    await page.getByRole('img', { name: /^Share of right answers/ }).waitFor();
    const table = page.getByRole('region', { name: /^Confusion/ });
    const { card, line } = await server.client.console.modelVersion(seededModel, 2);
    const shown = await table.getByRole('row').nth(1).getByRole('cell').allTextContents();
    expect(shown[0]).toMatch(new RegExp(`^${card?.confusion[0][0]}\\b|^${card?.confusion[0][0]}`));
    expect(Number(shown.at(-1))).toBe(card?.classes[0].support);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${seededModel}-2.verdict`);
    expect(line.quality?.rows).toBe(300);
    expect(complaints).toEqual([]);
  });

  test('a judgement draws each difference against what the policy allows', async () => {
    const { page, complaints } = await open(`/models/${seededModel}/judgements/3`);
    const accuracy = page.getByRole('region', { name: 'Quality' }).getByRole('row', { name: /^Accuracy/ });
    await accuracy.waitFor();
    expect(await accuracy.textContent()).toContain('not allowed');
    const { judgement } = await server.client.console.judgement(seededModel, 3);
    const { difference } = judgement.numbers.accuracy as { difference: number };
    expect(await accuracy.textContent()).toContain((Math.abs(difference) * 100).toFixed(2));
    // The point lies left of zero, where the loss is.
    const places = await accuracy.evaluate((row) => {
      const point = row.querySelector('circle')?.getBoundingClientRect().left ?? 0;
      const zero = row.querySelector('line.stroke-edge')?.getBoundingClientRect().left ?? 0;
      return { point, zero };
    });
    expect(places.point).toBeLessThan(places.zero);
    await page.getByText('(McNemar)', { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('the policy is changed by an administrator, and a wrong field is pointed at', async () => {
    const { page, complaints } = await open(`/models/${seededModel}?show=policy`);
    const margin = page.getByLabel('Loss of accuracy, points');
    await margin.fill('minus one');
    await button(page, 'Save the policy').click();
    await page.getByText('Give a number from 0 to 100.').waitFor();
    await margin.fill('0.5');
    await button(page, 'Save the policy').click();
    await page.getByText('The policy is changed').waitFor();
    expect((await server.client.models.get(seededModel)).policy).toEqual({ accuracyMargin: 0.005 });
    await button(page, 'As usual').click();
    await button(page, 'Save the policy').click();
    await expect.poll(async () => (await server.client.models.get(seededModel)).policy).toBeNull();
    expect(complaints).toEqual([]);
  });

  test('a trial’s report stands side by side, and its share is changed', async () => {
    const { page, complaints } = await open(`/models/${seededModel}?show=traffic`);
    await page.getByText('They agree on').waitFor();
    await page.getByRole('row', { name: /^Time, median/ }).waitFor();
    await button(page, /^Change/).click();
    await inDialog(page).getByLabel('Of the questions, in percent').fill('200');
    await inDialog(page).getByRole('button', { name: 'Change it' }).click();
    await inDialog(page).getByText('Give a number from 0 to 100.').waitFor();
    await inDialog(page).getByLabel('Of the questions, in percent').fill('50');
    await inDialog(page).getByRole('button', { name: 'Change it' }).click();
    await page.getByText('shadow 50%').first().waitFor();
    expect(await server.client.models.traffic(seededModel)).toMatchObject({ percent: 50, state: 'running' });
    expect(complaints).toEqual([]);
  });

  test('a model that is not there is said to be unknown, and a name in markup is only a name', async () => {
    const { page } = await open('/models/%3Cimg%20src=x%20onerror=alert(1)%3E');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('There is no model');
    expect(await page.locator('main img').count()).toBe(0);
  });

  test('a file that is no model is refused, with what to do', async () => {
    const { page } = await open('/models');
    await button(page, 'Upload a model file').click();
    const dialog = inDialog(page);
    await dialog.getByLabel('Model', { exact: true }).fill('a name with spaces');
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await dialog.getByText('Use 1 to 100 letters').waitFor();
    await dialog.getByLabel('Model', { exact: true }).fill('from-here');
    const file = (buffer: Uint8Array) => ({
      name: 'some.verdict',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(buffer),
    });
    await dialog
      .getByLabel('Model file')
      .setInputFiles(file(new TextEncoder().encode('text,label\nno,model\n')));
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await dialog.getByText('cannot be registered', { exact: false }).waitFor();
    await dialog.getByLabel('Model file').setInputFiles(file(await smallModelFile()));
    await dialog.getByRole('button', { name: 'Upload' }).click();
    await dialog.getByText('It is version 1').waitFor();
    await dialog.getByRole('link', { name: 'Open version 1' }).click();
    await page.waitForURL('**/models/from-here/1');
  });

  test('a version that nothing points at is deleted, after it was asked for twice', async () => {
    const { version } = (await server.client.models.register('to-delete', await smallModelFile('logreg')))
      .version;
    const { page, complaints } = await open(`/models/to-delete/${version}`);
    await button(page, 'Delete…').click();
    await inDialog(page)
      .getByRole('button', { name: `Delete version ${version}` })
      .click();
    await page.waitForURL('**/models/to-delete');
    await page.getByText('No version yet').waitFor();
    expect(complaints).toEqual([]);
  });

  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'have no serious fault in %s at %i pixels, and need no sideways scrolling',
    async (theme, width) => {
      for (const path of [
        '/models',
        `/models/${seededModel}`,
        `/models/${seededModel}?show=judge`,
        `/models/${seededModel}?show=traffic`,
        `/models/${seededModel}?show=history`,
        `/models/${seededModel}?show=policy`,
        `/models/${seededModel}/2`,
        `/models/${seededModel}/judgements/3`,
      ]) {
        const { page } = await open(path, { theme, width });
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([path, await seriousFaults(page)]).toEqual([path, []]);
        expect([path, await fitsWidth(page)]).toEqual([path, true]);
        await page.close();
      }
    },
    120_000,
  );
});

/** In this order: each goes on where the one before ended. */
describe('promoting and rolling back', () => {
  test('the consequences come first, and a refusal of the judge changes nothing', async () => {
    const { page, complaints } = await open(`/models/${seededModel}/3`);
    await button(page, 'Promote…').click();
    const dialog = inDialog(page);
    await dialog.getByText('all its numbers').waitFor();
    const said = await dialog.textContent();
    for (const part of [
      'In service now',
      'Afterwards',
      'The shadow of version 3 that is running ends',
      'refused',
    ]) {
      expect(said).toContain(part);
    }
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Ask the judge, and promote' }).click();
    await dialog.getByText('The judge refuses it, so nothing has changed').waitFor();
    expect(await champion()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('whoever overrules the judge has to say why, and it is done and told', async () => {
    const { page, complaints } = await open(`/models/${seededModel}/3`);
    await button(page, 'Promote…').click();
    const dialog = inDialog(page);
    await dialog.getByLabel('Whatever the judge says').check();
    await dialog.getByRole('button', { name: 'Put version 3 in service' }).click();
    await dialog.getByText('Say why the judge is overruled').waitFor();
    expect(await champion()).toBe(2);
    await dialog.getByLabel('Reason').fill('An <b>experiment</b>');
    await dialog.getByRole('button', { name: 'Put version 3 in service' }).click();
    await dialog.getByText('Version 3 is in service', { exact: true }).waitFor();
    expect(await champion()).toBe(3);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.goto(`${server.url}/models/${seededModel}?show=history`);
    await page.getByText('An <b>experiment</b>').waitFor();
    expect(complaints).toEqual([]);
  });

  test('of two who look at once, the second is told that it moved', async () => {
    const { page: first } = await open(`/models/${seededModel}`);
    const { page: second } = await open(`/models/${seededModel}`);
    for (const page of [first, second]) {
      await button(page, 'Roll back to version 2…').click();
      await inDialog(page).getByRole('button', { name: 'Put version 2 back' }).waitFor();
    }
    await inDialog(first).getByRole('button', { name: 'Put version 2 back' }).click();
    await inDialog(first).getByText('Version 2 is in service again').waitFor();
    await inDialog(second).getByRole('button', { name: 'Put version 2 back' }).click();
    await inDialog(second).getByText('It moved since you looked', { exact: false }).waitFor();
    expect(await champion()).toBe(2);
  });

  test('description, aliases and tags are written down; what serves is not moved from there', async () => {
    const { page, complaints } = await open(`/models/${seededModel}?show=details`);
    await page.getByLabel('What it is for').fill('Scores <b>films</b>.');
    await button(page, 'Save the description').click();
    await page.getByText('Scores <b>films</b>.').first().waitFor();
    await page.getByLabel('Alias', { exact: true }).fill('champion');
    await button(page, 'Set the alias').click();
    await page.getByText('moves by promote and rollback alone').waitFor();
    await page.getByLabel('Alias', { exact: true }).fill('nightly');
    await page.getByLabel('Points at').selectOption({ label: 'version 1' });
    await button(page, 'Set the alias').click();
    await button(page, 'Take away the alias nightly').waitFor();
    await page.getByLabel('Tag', { exact: true }).fill('owner');
    await page.getByLabel('Value').fill('films');
    await button(page, 'Add').click();
    await button(page, 'Remove the tag owner').waitFor();
    const { aliases, description, tags } = await server.client.models.get(seededModel);
    expect(aliases).toMatchObject({ champion: 2, nightly: 1 });
    expect([description, tags.owner]).toEqual(['Scores <b>films</b>.', 'films']);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
    await button(page, 'Take away the alias nightly').click();
    await button(page, 'Take away the alias nightly').waitFor({ state: 'detached' });
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });

  test('the judge is asked by hand, and what it said has an address of its own', async () => {
    const { page, complaints } = await open(`/models/${seededModel}/1`);
    await button(page, 'Ask the judge…').click();
    await inDialog(page).getByRole('button', { name: 'Ask the judge' }).click();
    await page.waitForURL(/\/judgements\/\d+$/);
    await page.getByRole('heading', { name: `${seededModel}: version 1 against version 2` }).waitFor();
    expect(complaints).toEqual([]);
  });
});
