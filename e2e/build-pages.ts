import { buildPages } from '../scripts/pages/build-pages.ts';

/** What the browser is to be shown, as it is now; a console that VERDICT_CONSOLE names was built by whoever named it. */
export async function setup(): Promise<void> {
  if (!process.env.VERDICT_CONSOLE) await buildPages();
}
