import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** CHROMIUM_PATH, the system's, or Playwright's own. A machine without one fails these tests: it does not skip them. */
export async function launchChromium(): Promise<Browser> {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()];
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error(
      'There is no Chromium; install one, set CHROMIUM_PATH, or run npx playwright-core install chromium.',
    );
  }
  // Containers run as root, where Chromium's sandbox does not start; the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
