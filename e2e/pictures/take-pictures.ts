import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Picture } from './picture.ts';

export const widths = [1280, 390] as const;
export const themes = ['light', 'dark'] as const;

/** A step that takes longer will not come: the picture shows how far it got, and the report names it. */
const stepTimeoutMs = 8000;
/** As many as there are cores on a small machine. */
const atOnce = 3;

export interface Taken {
  readonly file: string;
  /** Why the state was not reached. */
  readonly fault: string | null;
}

/** All of them in both widths and themes, into `folder`; one context a width and theme, a page for each. */
export async function takePictures(
  browser: Browser,
  pictures: readonly Picture[],
  folder: string,
  onTaken: (taken: Taken) => void,
): Promise<void> {
  for (const width of widths) {
    for (const theme of themes) {
      const waiting = [...pictures];
      const take = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const file = `${next.name}-${width}-${theme}.png`;
          const context = await contextFor(browser, width, theme, next);
          const fault = await takeOne(context, next, join(folder, file)).catch(whyOf);
          onTaken({ file, fault });
          await context.close();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, take));
    }
  }
}

/** Nothing moves, so that the same page gives the same picture. */
async function contextFor(
  browser: Browser,
  width: number,
  theme: (typeof themes)[number],
  { cookies = [], url }: Picture,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 800 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(stepTimeoutMs);
  const { origin } = new URL(url);
  await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url: origin })));
  return context;
}

async function takeOne(context: BrowserContext, picture: Picture, path: string): Promise<string | null> {
  const page = await context.newPage();
  let fault: string | null = null;
  try {
    const { away, hanging } = picture;
    if (away) await page.route(away, (route) => route.abort());
    if (hanging) await page.route(hanging, () => {});
    await page.goto(picture.url);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    if (!hanging && !away) await settled(page);
    await picture.reach?.(page);
    if (!hanging && !away) await settled(page);
  } catch (error) {
    fault = whyOf(error);
  }
  await page.screenshot({ path, fullPage: !picture.window, animations: 'disabled' });
  return fault;
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
}

/** Nothing holds a place any more. Live pages never stop asking, so that waiting for silence would take for ever. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.animate-pulse') === null);
  await page.waitForTimeout(150);
}
