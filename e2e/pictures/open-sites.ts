import type { Browser } from 'playwright-core';
import { type RunningAll, startAll } from '../pages/open-page.ts';
import { consolePictures } from './console-pictures.ts';
import type { Site } from './picture.ts';
import { moderatorSecret, potatoesPictures } from './potatoes-pictures.ts';
import { spamcheckPictures } from './spamcheck-pictures.ts';

export const siteNames = ['console', 'potatoes', 'spamcheck'] as const;
export type SiteName = (typeof siteNames)[number];

const prepare: Readonly<Record<SiteName, (all: RunningAll, browser: Browser) => Promise<Site>>> = {
  console: consolePictures,
  potatoes: potatoesPictures,
  spamcheck: spamcheckPictures,
};

/** Everything that runs, and what is to be seen of each site that is wanted. */
export async function openSites(
  wanted: readonly SiteName[],
  browser: Browser,
): Promise<{ readonly sites: readonly Site[]; readonly stop: () => Promise<void> }> {
  const all = await startAll(
    {},
    { POTATOES_MODERATOR_SECRET: moderatorSecret, POTATOES_WRITES_PER_MINUTE: '1000' },
  );
  const sites: Site[] = [];
  for (const name of wanted) sites.push(await prepare[name](all, browser));
  return {
    sites,
    stop: async () => {
      for (const site of sites) await site.stop();
      await all.stop();
    },
  };
}
