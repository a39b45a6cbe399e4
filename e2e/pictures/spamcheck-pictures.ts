import type { Page } from 'playwright-core';
import type { RunningAll } from '../pages/open-page.ts';
import type { Picture, Site } from './picture.ts';

const lines = Array.from({ length: 40 }, (_, at) =>
  at % 3 === 0
    ? `You have won prize number ${at}, call 09061 000 000 now`
    : `I will be at the station at ${at % 24}:00`,
);
const file = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

const box = (page: Page) => page.getByLabel('Message', { exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function check(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await press(page, 'Check it');
  await page.getByRole('heading', { name: /^(?:Not spam|Spam)$/ }).waitFor();
}

async function chooseFile(page: Page, name: string, content: string): Promise<void> {
  await page.getByRole('tab', { name: 'Many from a file' }).click();
  await page.locator('input[type=file]').last().setInputFiles(file(name, content));
}

export async function spamcheckPictures({ spamUrl: url }: RunningAll): Promise<Site> {
  const pictures: readonly Picture[] = [
    { name: 'one-empty', url },
    {
      name: 'one-draft',
      url,
      reach: async (page) => {
        await box(page).fill('Your parcel waits: pay the fee of 1.99 at http://parcel.example today');
        await page.getByText('So far:').waitFor();
      },
    },
    {
      name: 'one-spam',
      url,
      reach: async (page) => {
        await press(page, 'A lift home');
        await press(page, 'Check it');
        await page.getByRole('heading', { name: 'Not spam', exact: true }).waitFor();
        await press(page, 'A prize');
        await press(page, 'Check it');
        await page.getByRole('heading', { name: 'Spam', exact: true }).waitFor();
      },
    },
    {
      name: 'one-clean-corrected',
      url,
      reach: async (page) => {
        await press(page, 'A lift home');
        await press(page, 'Check it');
        await press(page, 'Wrong: this is spam');
        await page.getByText('Noted, thank you.').waitFor();
      },
    },
    {
      name: 'one-odd',
      url,
      reach: async (page) => {
        await check(
          page,
          `ربحت جائزة نقدية! \u202Egnp.exe اتصل الآن 09061 ${'unbroken'.repeat(40)} <script>alert(1)</script>`,
        );
      },
    },
    {
      name: 'one-too-long',
      url,
      reach: async (page) => {
        await box(page).fill('x'.repeat(100_001));
        await page.getByText('100,001 characters').waitFor();
      },
    },
    {
      name: 'one-away',
      url,
      away: '**/api/**',
      reach: async (page) => {
        await press(page, 'A reminder');
        await press(page, 'Check it');
        await page.getByText('It was not checked').waitFor();
      },
    },
    { name: 'many-empty', url, reach: (page) => page.getByRole('tab', { name: 'Many from a file' }).click() },
    {
      name: 'many-chosen',
      url,
      reach: (page) =>
        chooseFile(
          page,
          'mine.csv',
          `label,text\n${lines.map((line, at) => `${at % 3 ? 'ham' : 'spam'},"${line}"`).join('\n')}\n`,
        ),
    },
    {
      name: 'many-done',
      url,
      reach: async (page) => {
        await chooseFile(page, 'mine.txt', `${lines.join('\n')}\n${'w'.repeat(300)}\n \n`);
        await press(page, /^Check \d+ messages/);
        await page.getByText('Done.').waitFor();
      },
    },
    {
      name: 'many-refused',
      url,
      reach: async (page) => {
        await chooseFile(page, 'ragged.csv', 'a,b\n1,2,3\n');
        await page.getByText('line 2 has 3 cells').waitFor();
      },
    },
    { name: 'missing', url: `${url}/nowhere` },
  ];
  return { name: 'spamcheck', pictures, stop: async () => {} };
}
