import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { type SeededRuns, seedRuns } from '../demo/seed-runs.ts';
import { fitsWidth, openPage, type RunningVerdict, seriousFaults, startVerdict } from './open-page.ts';

let at: RunningVerdict;
let browser: Browser;
let seeded: SeededRuns;
beforeAll(async () => {
  [at, browser] = await Promise.all([startVerdict(), launchChromium()]);
  seeded = await seedRuns(at.client);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await at?.stop();
});

const filterBox = (page: Page) => page.getByRole('combobox', { name: 'Filter runs' });
const lines = (page: Page) => page.locator('tbody tr:not([aria-hidden])');
const idsOf = (ids: readonly string[]) => encodeURIComponent(JSON.stringify(ids));

describe('the table of runs', () => {
  test('shows what was found, and every line of it wherever one scrolls', async () => {
    const { page, complaints } = await openPage(browser, `${at.url}/runs`);
    await page.getByText('61 runs').waitFor();
    const drawn = await lines(page).count();
    expect(drawn).toBeLessThan(61);
    await page
      .getByRole('region', { name: 'Runs' })
      .evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await page.getByRole('link', { name: 'reviews nb-logreg #1', exact: true }).waitFor();
    expect(await page.getByText('This run is gone').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a filter is completed by keyboard, kept in the address, and points at what it does not understand', async () => {
    const { page } = await openPage(browser, `${at.url}/runs`);
    await page.getByText('61 runs').waitFor();
    const box = filterBox(page);
    await box.click();
    await box.pressSequentially('macro');
    await page.getByRole('option', { name: /metrics\.macro_f1/ }).waitFor();
    await box.press('ArrowDown');
    await box.press('Enter');
    expect(await box.inputValue()).toBe('metrics.macro_f1 ');
    await box.pressSequentially('> high');
    await box.press('Escape');
    await page.getByText('compared with a number without quotes').waitFor();
    expect(await page.locator('mark').innerText()).toBe('high');
    // What was found before is still there.
    expect(await lines(page).count()).toBeGreaterThan(5);
    await box.fill("params.recipe = 'word-char'");
    await box.press('Enter');
    await page.getByText('10 found').waitFor();
    await page.reload();
    await page.getByText('10 found').waitFor();
    expect(await filterBox(page).inputValue()).toBe("params.recipe = 'word-char'");
    await box.fill('metrics.accuracy > 2');
    await box.press('Enter');
    await page.getByRole('button', { name: 'Show all runs' }).click();
    await page.getByText('61 runs').waitFor();
  });

  test('sorts by a column, and columns are chosen, moved and kept', async () => {
    const { page } = await openPage(browser, `${at.url}/runs`);
    const head = page.getByRole('columnheader', { name: 'accuracy' });
    await head.getByRole('button').click();
    await page.waitForFunction(() => document.querySelector('th[aria-sort="descending"]') !== null);
    await page.waitForFunction(() => /word-char/.test(document.querySelector('tbody a')?.textContent ?? ''));
    await page.getByRole('button', { name: 'Columns' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    await dialog.getByLabel('ece', { exact: true }).check();
    await dialog.getByRole('button', { name: 'Take macro_f1 away' }).click();
    for (let step = 0; step < 3; step++)
      await dialog.getByRole('button', { name: 'Move ece forward' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    const titles = () =>
      page.locator('thead th').evaluateAll((heads) => heads.map((each) => (each as HTMLElement).title));
    await page.getByRole('columnheader', { name: 'ece' }).waitFor();
    const after = await titles();
    expect(after).not.toContain('macro_f1');
    expect(after.indexOf('ece')).toBeLessThan(after.indexOf('Models'));
    await page.goto(`${at.url}/runs`);
    await page.getByRole('columnheader', { name: 'ece' }).waitFor();
    expect(await titles()).toEqual(after);
  });

  test('runs are selected, with shift all between, and compared', async () => {
    const { page } = await openPage(browser, `${at.url}/runs`);
    const boxes = page.locator('tbody input[type=checkbox]');
    await boxes.nth(1).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await page.getByText('4 selected').waitFor();
    await page.getByRole('link', { name: 'Compare 4 runs' }).click();
    await page.getByRole('heading', { name: 'Compare runs' }).waitFor();
    await page.getByRole('rowheader', { name: 'macro_f1' }).waitFor();
    expect(await page.locator('thead th').count()).toBe(5);
  });

  test('a link leads to the run without loading the page anew', async () => {
    const { page } = await openPage(browser, `${at.url}/runs`);
    await page.evaluate(() => Object.assign(globalThis, { same: true }));
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { name: 'Metrics' }).waitFor();
    expect(await page.evaluate(() => 'same' in globalThis)).toBe(true);
  });
});

describe('runs compared', () => {
  test('curves with every spike, by steps or time, and confusion side by side', async () => {
    const { page, complaints } = await openPage(
      browser,
      `${at.url}/runs/compare?ids=${idsOf([...seeded.shown, 'not-there'])}&view=curves`,
    );
    await page.getByText('A run is not there').waitFor();
    await page.locator('.uplot canvas').nth(1).waitFor();
    await page
      .getByText(/of 6,000 points/)
      .first()
      .waitFor();
    await page.getByText('Figures').nth(1).click();
    await page.getByRole('region', { name: 'Figures of train/loss' }).waitFor();
    await page.getByLabel('By time since the start').check();
    await page.waitForURL(/time=true/);
    await page.getByRole('tab', { name: 'Confusion' }).click();
    expect(await page.getByRole('region', { name: /^Confusion of/ }).count()).toBe(3);
    expect(complaints).toEqual([]);
  });

  test('parallel coordinates keep the runs that lie in a brush, drawn or by keyboard', async () => {
    const { page } = await openPage(
      browser,
      `${at.url}/runs/compare?experiment=review%20recipes&view=parallel`,
    );
    await page.getByText('These runs (60)').waitFor();
    const strips = page.locator('svg rect.cursor-crosshair');
    const strip = await strips.last().boundingBox();
    if (!strip) throw new Error('No axis is drawn.');
    await page.mouse.move(strip.x + 14, strip.y + 4);
    await page.mouse.down();
    await page.mouse.move(strip.x + 14, strip.y + 100, { steps: 5 });
    await page.mouse.up();
    const kept = Number((await page.getByText(/^\d+ of 60 runs lie within$/).innerText()).split(' ')[0]);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(60);
    await page.getByRole('button', { name: 'Keep all again' }).click();
    await page.getByText('Axes and limits, by keyboard').click();
    await page.getByRole('group', { name: 'recipe' }).getByLabel('only').selectOption({ label: 'logreg' });
    await page.getByText('10 of 60 runs lie within').waitFor();
  });
});

describe('a run', () => {
  test('shows its files, pictures among them; a note and tags are written and stay', async () => {
    const { page, complaints } = await openPage(browser, `${at.url}/runs/${seeded.shown[0]}`);
    const drawing = page.getByRole('img', { name: 'confusion', exact: true });
    await drawing.waitFor();
    expect(await drawing.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(
      320,
    );
    await page.getByRole('button', { name: /dot\.png/ }).click();
    const dot = page.getByRole('img', { name: 'dot', exact: true });
    expect(await dot.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(1);
    await page.getByRole('button', { name: /per-class\.csv/ }).click();
    await page.getByRole('cell', { name: '0.91' }).first().waitFor();
    await page.getByRole('button', { name: 'Write a note' }).click();
    await page.getByLabel('Note', { exact: true }).fill('<b>Best</b> so far');
    // Somebody else is quicker.
    await at.client.runs.update(seeded.shown[0], { tags: { 'mlflow.note.content': 'Theirs' } });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody changed the note meanwhile').waitFor();
    await page.getByRole('button', { name: 'Save mine in its place' }).click();
    await page.getByRole('button', { name: 'Change the note' }).waitFor();
    await page.getByLabel('Tag', { exact: true }).fill('reviewed');
    await page.getByLabel('Value', { exact: true }).fill('yes');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('rowheader', { name: 'reviewed' }).waitFor();
    await page.reload();
    await page.getByText('<b>Best</b> so far').waitFor();
    const { tags } = await at.client.runs.get(seeded.shown[0]);
    expect(tags).toMatchObject({ reviewed: 'yes', 'mlflow.note.content': '<b>Best</b> so far' });
    expect(complaints).toEqual([]);
  });

  test('is deleted and restored', async () => {
    const { page } = await openPage(browser, `${at.url}/runs/demo0050`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This run is deleted').waitFor();
    expect((await at.client.runs.get('demo0050')).deleted).toBe(true);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: 'Delete' }).waitFor();
    expect((await at.client.runs.get('demo0050')).deleted).toBe(false);
  });
});

describe('whatever the screen', () => {
  test.each([
    ['/runs', 'table'],
    [`/runs?q=${encodeURIComponent('metrics.accuracy > high')}`, 'not understood'],
    ['/runs/demohostile', 'hostile'],
    ['/runs/demogone', 'deleted'],
    ['/runs/nothing', 'missing'],
    ['/runs/compare?ids=%5B%22demo0000%22%2C%22demo0001%22%5D', 'side by side'],
    ['/runs/compare?view=parallel', 'parallel'],
    ['/runs/compare?view=confusion&ids=%5B%22demo0000%22%5D', 'confusion'],
    ['/runs/demo0000', 'run'],
  ])('%s has no serious fault and fits a phone by night', async (path) => {
    const { page } = await openPage(browser, `${at.url}${path}`, { width: 390, theme: 'dark' });
    await page.locator('h1').waitFor();
    await page.waitForTimeout(500);
    expect(await seriousFaults(page)).toEqual([]);
    expect(await fitsWidth(page)).toBe(true);
  });
});
