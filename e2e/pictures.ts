import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPages } from '../scripts/pages/build-pages.ts';
import { launchChromium } from './chromium.ts';
import { contactSheets } from './pictures/contact-sheet.ts';
import { openSites, siteNames } from './pictures/open-sites.ts';
import { takePictures } from './pictures/take-pictures.ts';

/** Pictures of every page for a person to look at: in both widths and themes, empty, full, failing and forbidden. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    /** A part of the pictures' names. */
    name: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '.shots') },
  },
});
const wanted = siteNames.filter((name) => values.only === undefined || values.only === name);
if (wanted.length === 0) {
  console.error(`There is no site ${values.only}: --only takes ${siteNames.join(', ')}.`);
  process.exit(2);
}
if (!process.env.VERDICT_CONSOLE) await buildPages();
const began = performance.now();
const browser = await launchChromium();
const { sites, stop } = await openSites(wanted, browser);
let taken = 0;
let missed = 0;
for (const { name, pictures } of sites) {
  const folder = join(resolve(values.out), name);
  if (values.name === undefined) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const chosen = pictures.filter((picture) => picture.name.includes(values.name ?? ''));
  await takePictures(browser, chosen, folder, ({ file, fault }) => {
    taken += 1;
    if (fault === null) return;
    missed += 1;
    console.error(`${name}/${file}: ${fault}`);
  });
  contactSheets(folder);
}
await browser.close();
await stop();
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `${taken} pictures in ${resolve(values.out)}, in ${seconds} s; ${missed} did not reach their state.`,
);
process.exitCode = missed === 0 ? 0 : 1;
