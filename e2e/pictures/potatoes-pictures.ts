import type { Browser, Page } from 'playwright-core';
import type { RunningAll } from '../pages/open-page.ts';
import type { Picture, Site } from './picture.ts';

export const moderatorSecret = 'hot-potato-secret';

const box = (page: Page) => page.getByRole('textbox', { name: 'Your review', exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

async function write(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await page.getByRole('button', { name: 'Send review' }).click();
  await page.getByText(/^Thank you\.|a moderator reads it first/).waitFor();
}

const spam = 'WINNER!! You have won a FREE prize, call 09061701461 now to claim your 1000 cash reward';
const odd = [
  '<script>document.title="owned"</script><img src=x onerror="alert(1)"> four more words here',
  'فيلم جميل ومؤثر جدا وقد أحببته كثيرا',
  `${'unbroken'.repeat(60)} and four more words`,
];

export async function potatoesPictures({ potatoesUrl: url }: RunningAll, browser: Browser): Promise<Site> {
  await reviewsJudged(url);
  const page = await browser.newPage();
  await page.goto(`${url}/films/5`);
  for (const text of odd) await write(page, text);
  await page.goto(`${url}/films/6`);
  await write(page, spam);
  await write(page, spam.replace('FREE', 'SPLENDID'));
  const [visitor] = await page.context().cookies();
  await page.close();
  const moderator = await signedIn(url);
  const few = await filmWith(url, 'few');
  const none = await filmWith(url, 'none');
  const pictures: readonly Picture[] = [
    { name: 'films', url, window: true },
    { name: 'films-foot', url: `${url}/?search=the` },
    { name: 'films-none', url: `${url}/?search=no+such+potato` },
    { name: 'films-german', url: `${url}/?lang=de`, window: true },
    {
      name: 'films-away',
      url,
      reach: async (page) => {
        await page.route('**/api/films**', (route) => route.abort());
        await page.getByLabel('Order').or(page.getByLabel('Reihenfolge')).selectOption('newest');
        await page.getByRole('alert').first().waitFor();
      },
      window: true,
    },
    { name: 'film', url: `${url}/films/1` },
    { name: 'film-german', url: `${url}/films/2?lang=de`, window: true },
    { name: 'film-few', url: `${url}/films/${few}` },
    { name: 'film-none', url: `${url}/films/${none}` },
    {
      name: 'film-writing',
      url: `${url}/films/3`,
      reach: async (page) => {
        await box(page).fill('A warm and wonderful film, beautifully acted and deeply moving throughout.');
        await page.getByText(/^Tastes positive/).waitFor();
      },
    },
    {
      name: 'film-too-short',
      url: `${url}/films/3`,
      reach: async (page) => {
        await box(page).fill('A warm and');
        await page.getByText('2 more words').waitFor();
      },
      window: true,
    },
    {
      name: 'film-why',
      url: `${url}/films/4`,
      reach: async (page) => {
        await press(page, 'Why?');
        await page.locator('mark').first().waitFor();
      },
    },
    {
      name: 'film-correcting',
      url: `${url}/films/4`,
      reach: (page) => press(page, 'The machine got it wrong'),
    },
    { name: 'film-odd-own', url: `${url}/films/5`, ...(visitor && { cookies: [visitor] }) },
    {
      name: 'film-editing',
      url: `${url}/films/5`,
      ...(visitor && { cookies: [visitor] }),
      reach: (page) => press(page, 'Edit'),
    },
    {
      name: 'film-deleting',
      url: `${url}/films/5`,
      ...(visitor && { cookies: [visitor] }),
      reach: (page) => press(page, 'Delete'),
    },
    { name: 'film-held-own', url: `${url}/films/6`, ...(visitor && { cookies: [visitor] }) },
    {
      name: 'film-not-sent',
      url: `${url}/films/7`,
      reach: async (page) => {
        await page.route('**/api/**', (route) => route.abort());
        await box(page).fill('Half a thought about this splendid film');
        await page.getByRole('button', { name: 'Send review' }).click();
        await page.getByText('Your review was not sent').waitFor();
      },
    },
    { name: 'moderation-sign-in', url: `${url}/moderation` },
    {
      name: 'moderation-refused',
      url: `${url}/moderation`,
      reach: async (page) => {
        await page.route('**/api/moderation/sign-in', (route) =>
          route.fulfill({ status: 401, json: { code: 'SECRET_WRONG', title: '', detail: '', status: 401 } }),
        );
        await page.getByLabel('Moderator’s secret').fill('a wrong secret, surely');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    { name: 'moderation-held', url: `${url}/moderation`, cookies: moderator },
    { name: 'missing', url: `${url}/films/987654` },
  ];
  return { name: 'potatoes', pictures, stop: async () => {} };

  async function signedIn(at: string) {
    const desk = await browser.newPage();
    await desk.goto(`${at}/moderation`);
    await desk.getByLabel('Moderator’s secret').fill(moderatorSecret);
    await desk.getByRole('button', { name: 'Sign in' }).click();
    await desk
      .getByText(/WINNER/)
      .first()
      .waitFor();
    const cookies = await desk.context().cookies();
    await desk.close();
    return cookies;
  }
}

interface FilmsReply {
  readonly films: readonly { readonly id: number; readonly score: { readonly standing: string } }[];
}

async function filmWith(url: string, standing: string): Promise<number> {
  const reply = await fetch(`${url}/api/films?standing=${standing}`);
  const { films } = (await reply.json()) as FilmsReply;
  return films.find(({ score }) => score.standing === standing)?.id ?? films[0]?.id ?? 1;
}

/** The first reviews are judged while the site is up already. */
async function reviewsJudged(url: string): Promise<void> {
  for (let looks = 0; looks < 200; looks++) {
    const reply = await fetch(`${url}/api/films/1/reviews`);
    if (!(await reply.text()).includes('"waiting"')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
