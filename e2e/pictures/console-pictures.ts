import { type Client, createClient } from '@verdict/api';
import type { Page } from 'playwright-core';
import { seedConsole } from '../demo/seed-console.ts';
import { seedData } from '../demo/seed-data.ts';
import { seededModel, seedModels } from '../demo/seed-models.ts';
import { seedPredictions } from '../demo/seed-predictions.ts';
import { seedRuns } from '../demo/seed-runs.ts';
import { type RunningAll, startVerdict } from '../pages/open-page.ts';
import { serve } from '../served.ts';
import type { Picture, Site } from './picture.ts';

const asked = 'film-asides';
const password = 'four words that differ';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click();

const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});
const rows = Array.from({ length: 40 }, (_, at) => `"film ${at}, seen twice",${at % 2 ? 'good' : 'bad'}`);

/** A full record, an empty one, and one where everybody signs in. */
export async function consolePictures({ url, client }: RunningAll): Promise<Site> {
  const [empty, guarded] = [await startVerdict(), await startGuarded()];
  await seedConsole(client);
  await seedData(client);
  const seeded = await seedRuns(client);
  await seedModels(client);
  await seedPredictions(client, asked);
  const full = await fullPictures(url, client, seeded.shown);
  return {
    name: 'console',
    pictures: [...full, ...emptyPictures(empty.url), ...failingPictures(url), ...guarded.pictures],
    stop: async () => {
      await empty.stop();
      await guarded.stop();
    },
  };
}

async function fullPictures(
  url: string,
  client: Client,
  runs: readonly string[],
): Promise<readonly Picture[]> {
  const { jobs } = await client.jobs.list();
  const { batches } = await client.batches.list();
  const { predictions } = await client.predictions.list({ model: asked, limit: 1000 });
  const jobIn = (state: string): string => jobs.find((job) => job.state === state)?.id ?? '';
  const batch = batches.find((each) => each.failed_texts > 1)?.job_id ?? '';
  const disputed = predictions.find(({ text }) => text?.startsWith('It bored me')) ?? predictions[0];
  const compared = encodeURIComponent(JSON.stringify(runs));
  const model = `${url}/models/${seededModel}`;
  return [
    { name: 'home', url },
    {
      name: 'home-menu',
      url,
      window: true,
      reach: async (page) => {
        const menu = page.getByRole('button', { name: 'Menu' });
        if (await menu.isVisible()) await menu.click();
      },
    },
    {
      name: 'home-palette',
      url,
      window: true,
      reach: async (page) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: /^Page, model/ }).waitFor();
        await page.keyboard.type('film');
        await page.getByRole('option', { name: /film/ }).first().waitFor();
      },
    },
    { name: 'data', url: `${url}/data` },
    { name: 'data-none-found', url: `${url}/data?q=nothing+like+it` },
    { name: 'data-add', url: `${url}/data/add` },
    {
      name: 'data-add-chosen',
      url: `${url}/data/add`,
      reach: async (page) => {
        const chosen = file('My films.csv', `words,verdict\n${rows.join('\n')}\n`);
        await page.getByLabel('File of labelled texts').setInputFiles(chosen);
        await page.getByRole('cell', { name: 'film 0, seen twice' }).waitFor();
        await press(page, 'Check and add');
      },
    },
    {
      name: 'data-add-refused',
      url: `${url}/data/add`,
      reach: (page) =>
        page
          .getByLabel('File of labelled texts')
          .setInputFiles(file('films.csv', '<!doctype html><p>no</p>')),
    },
    { name: 'dataset', url: `${url}/data/film-reviews` },
    { name: 'data-version', url: `${url}/data/messages/1` },
    { name: 'data-version-long', url: `${url}/data/film-reviews/3`, window: true },
    { name: 'data-diff', url: `${url}/data/film-reviews/diff?from=2&to=3` },
    { name: 'runs', url: `${url}/runs` },
    {
      name: 'runs-selected',
      url: `${url}/runs`,
      reach: async (page) => {
        await page.getByRole('checkbox').nth(2).check();
        await page.getByRole('checkbox').nth(4).check();
      },
    },
    {
      name: 'runs-filter',
      url: `${url}/runs`,
      window: true,
      reach: async (page) => {
        await page.getByRole('combobox', { name: 'Filter runs' }).click();
        await page.keyboard.type('metrics.macro');
        await page.getByRole('option').first().waitFor();
      },
    },
    { name: 'runs-filter-wrong', url: `${url}/runs?q=metrics.macro_f1+%3E+high`, window: true },
    { name: 'runs-none-found', url: `${url}/runs?q=metrics.accuracy+%3E+2` },
    { name: 'runs-columns', url: `${url}/runs`, window: true, reach: (page) => press(page, 'Columns') },
    { name: 'run', url: `${url}/runs/${runs[0]}` },
    {
      name: 'run-artifact',
      url: `${url}/runs/${runs[0]}`,
      reach: async (page) => {
        await press(page, /per-class\.csv/);
        await press(page, 'Write a note');
      },
    },
    { name: 'run-odd', url: `${url}/runs/demohostile` },
    { name: 'runs-compare', url: `${url}/runs/compare?ids=${compared}` },
    { name: 'models', url: `${url}/models` },
    {
      name: 'models-upload',
      url: `${url}/models`,
      window: true,
      reach: (page) => press(page, 'Upload a model file'),
    },
    { name: 'model', url: model },
    { name: 'model-judge', url: `${model}?show=judge` },
    { name: 'model-traffic', url: `${model}?show=traffic` },
    {
      name: 'model-traffic-form',
      url: `${model}?show=traffic`,
      window: true,
      reach: (page) => press(page, /^Change/),
    },
    { name: 'model-history', url: `${model}?show=history` },
    { name: 'model-policy', url: `${model}?show=policy` },
    { name: 'model-rollback', url: model, window: true, reach: (page) => press(page, /^Roll back/) },
    { name: 'model-version', url: `${model}/2` },
    { name: 'model-promote', url: `${model}/3`, window: true, reach: (page) => press(page, 'Promote…') },
    { name: 'model-delete', url: `${model}/1`, window: true, reach: (page) => press(page, 'Delete…') },
    { name: 'model-judgement', url: `${model}/judgements/3` },
    { name: 'try', url: `${url}/try` },
    {
      name: 'try-answered',
      url: `${url}/try`,
      reach: async (page) => {
        await press(page, 'a happy review');
        await page.locator('[data-part="label"]').first().waitFor();
      },
    },
    {
      name: 'try-beside',
      url: `${url}/try?model=${seededModel}&version=2&beside=3`,
      reach: async (page) => {
        await page
          .getByLabel('Text', { exact: true })
          .fill('The plot is dull, and the ending warm and tender.');
        await press(page, /^Ask/);
        await page.locator('[data-part="label"]').nth(1).waitFor();
      },
    },
    { name: 'live', url: `${url}/live?model=${asked}` },
    { name: 'live-quiet', url: `${url}/live?model=film-notes` },
    { name: 'predictions', url: `${url}/predictions?model=${asked}` },
    { name: 'predictions-none', url: `${url}/predictions?text=no+such+words` },
    { name: 'prediction', url: `${url}/predictions/${disputed?.id}` },
    {
      name: 'prediction-delete',
      url: `${url}/predictions/${disputed?.id}`,
      window: true,
      reach: (page) => press(page, 'Delete'),
    },
    { name: 'label', url: `${url}/label?model=${asked}` },
    {
      name: 'label-words',
      url: `${url}/label?model=${asked}&source=unsure`,
      reach: async (page) => {
        await page.getByRole('article').waitFor();
        await page.keyboard.press('w');
        await page.getByRole('button', { name: 'Hide the words' }).waitFor();
      },
    },
    {
      name: 'label-keys',
      url: `${url}/label?model=${asked}`,
      window: true,
      reach: (page) => page.keyboard.press('?'),
    },
    {
      name: 'label-retrain',
      url: `${url}/label?model=${asked}`,
      window: true,
      reach: (page) => press(page, 'Retrain…'),
    },
    { name: 'batches', url: `${url}/batches` },
    { name: 'batch-new', url: `${url}/batches/new` },
    {
      name: 'batch-pasted',
      url: `${url}/batches/new?model=sentiment-en`,
      reach: async (page) => {
        await tab(page, 'Pasted here');
        await page.getByLabel('Texts, one a line').fill('A fine film.\n\nA poor one.');
      },
    },
    { name: 'batch', url: `${url}/batches/${batch}`, window: true },
    { name: 'batch-failed-rows', url: `${url}/batches/${batch}?only=failed` },
    { name: 'jobs', url: `${url}/jobs` },
    { name: 'job-done', url: `${url}/jobs/${jobIn('done')}` },
    { name: 'job-failed', url: `${url}/jobs/${jobIn('failed')}` },
    { name: 'events', url: `${url}/events`, window: true },
    { name: 'events-none', url: `${url}/events?actor=nobody` },
    { name: 'people', url: `${url}/people` },
    { name: 'people-keys', url: `${url}/people?tab=keys` },
    {
      name: 'people-new-account',
      url: `${url}/people`,
      window: true,
      reach: (page) => press(page, 'New account'),
    },
    {
      name: 'people-new-key',
      url: `${url}/people?tab=keys`,
      window: true,
      reach: (page) => press(page, 'New key'),
    },
    { name: 'nothing-here', url: `${url}/nothing/like/it` },
    { name: 'model-unknown', url: `${url}/models/no-such-model` },
  ];
}

const sections = ['', 'data', 'runs', 'models', 'live', 'predictions', 'label', 'batches', 'jobs', 'people'];

function emptyPictures(url: string): readonly Picture[] {
  return [
    ...sections.map((path) => ({ name: `empty-${path || 'home'}`, url: `${url}/${path}` })),
    { name: 'empty-people-keys', url: `${url}/people?tab=keys` },
  ];
}

function failingPictures(url: string): readonly Picture[] {
  return [
    {
      name: 'failing-home',
      url,
      away: '**/api/**',
      reach: (page) => page.getByText('Nothing is lost').waitFor({ timeout: 20_000 }),
    },
    {
      name: 'failing-later',
      url: `${url}/jobs`,
      reach: async (page) => {
        await page.getByRole('table').waitFor();
        await page.route('**/*', (route) => route.abort());
        await page.getByText('The server does not answer').first().waitFor({ timeout: 20_000 });
      },
    },
    ...['', 'runs', 'models', 'live', 'label', `models/${seededModel}`].map((path) => ({
      name: `loading-${path.replace('/', '-') || 'home'}`,
      url: `${url}/${path}`,
      hanging: '**/api/v1/{console,labels,runs,models,predictions}**',
    })),
  ];
}

/** What a viewer sees, whom much is refused. */
async function startGuarded() {
  const { VERDICT_CONSOLE: consoleFolder } = process.env;
  const server = await serve(
    { signIn: 'always', ...(consoleFolder && { consoleFolder }) },
    { admin: { name: 'ada', password } },
  );
  const admin = createClient({
    url: server.url,
    fetch: (address, init) => {
      const authorization = `Basic ${Buffer.from(`ada:${password}`).toString('base64')}`;
      return fetch(address, { ...init, headers: { ...(init.headers as object), authorization } });
    },
  });
  await admin.accounts.create({ name: 'vic', role: 'viewer', password });
  const signedIn = await fetch(`${server.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ name: 'vic', password }),
  });
  const [name, value] = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0].split('=');
  const cookies = [{ name, value }];
  const seen = [
    'people',
    'people?tab=keys',
    'people?tab=password',
    'data/add',
    'batches/new',
    'models/sentiment-en',
    'models/sentiment-en/1',
    'label',
  ];
  const pictures: readonly Picture[] = [
    { name: 'sign-in', url: `${server.url}/sign-in` },
    {
      name: 'sign-in-refused',
      url: `${server.url}/sign-in?back=%2Fmodels`,
      reach: async (page) => {
        await page.getByLabel('Account').fill('vic');
        await page.getByLabel('Password').fill('not the password');
        await press(page, 'Sign in');
        await page.getByRole('alert').waitFor();
      },
    },
    ...seen.map((path) => ({
      name: `viewer-${path.replaceAll(/[^\w-]+/g, '-')}`,
      url: `${server.url}/${path}`,
      cookies,
    })),
  ];
  return { pictures, stop: server.stop };
}
