import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Client, createClient } from '@verdict/api';
import { readPotatoesConfig, startPotatoes } from '@verdict/potatoes';
import type { ServerFlags } from '@verdict/server';
import { readSpamcheckConfig, startSpamcheck } from '@verdict/spamcheck';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { serve } from '../served.ts';
import { openWatched, type WatchedPage } from '../watched-page.ts';

export interface RunningVerdict {
  readonly url: string;
  readonly client: Client;
  readonly stop: () => Promise<void>;
}

export interface RunningAll extends RunningVerdict {
  readonly potatoesUrl: string;
  readonly spamUrl: string;
}

type Environment = Readonly<Record<string, string>>;

/** The real server with the console, on a workspace of its own. */
export async function startVerdict(flags: ServerFlags = {}): Promise<RunningVerdict> {
  const { url, stop } = await serve({ ...consoleFlags(), ...flags });
  return { url, client: createClient({ url }), stop };
}

/** The server, and both sites as its customers. */
export async function startAll(flags: ServerFlags = {}, env: Environment = {}): Promise<RunningAll> {
  const server = await serve({ ...consoleFlags(), ...flags });
  const { inside, url } = server;
  if (!inside) throw new Error('The server keeps no record, and the sites need its database.');
  const site = { host: '127.0.0.1', port: 0, verdictUrl: url, logLevel: 'silent' };
  const potatoes = await startPotatoes(readPotatoesConfig(env, site), {
    store: inside.store,
    fetch: inside.fetchAs('rotten-potatoes'),
  });
  const spam = await startSpamcheck(readSpamcheckConfig(env, site), { fetch: inside.fetchAs('spam-check') });
  return {
    url,
    potatoesUrl: potatoes.url,
    spamUrl: spam.url,
    client: createClient({ url }),
    stop: async () => {
      await Promise.all([potatoes.stop(), spam.stop()]);
      await server.stop();
    },
  };
}

function consoleFlags(): ServerFlags {
  const { VERDICT_CONSOLE } = process.env;
  return VERDICT_CONSOLE ? { consoleFolder: VERDICT_CONSOLE } : {};
}

export interface Looks {
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  readonly options?: BrowserContextOptions;
}

/** Closed when the test is over. `complaints` is what the browser found fault with. */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1280, theme = 'light', options = {} }: Looks = {},
): Promise<WatchedPage> {
  const watched = await openWatched(browser, url, {
    viewport: { width, height: 844 },
    colorScheme: theme,
    ...options,
  });
  onTestFinished(() => watched.page.close());
  return watched;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Fault {
  readonly rule: string;
  readonly impact: string;
  readonly where: readonly string[];
}

/** What axe-core finds that is serious or worse, in the page as it stands. */
export async function seriousFaults(page: Page): Promise<readonly Fault[]> {
  // Evaluated over the debugger, which no content security policy holds back.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run: (context: Document) => Promise<{
          violations: readonly {
            id: string;
            impact: string | null;
            nodes: readonly { target: readonly unknown[]; failureSummary?: string }[];
          }[];
        }>;
      };
    };
    const { violations } = await checker.run(document);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({
        rule: id,
        impact: impact ?? '',
        where: nodes.map(({ target, failureSummary = '' }) => `${target.join(' ')}: ${failureSummary}`),
      }));
  });
}

/** The page needs no sideways scrolling. */
export async function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
}
