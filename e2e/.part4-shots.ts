import { launchChromium } from './chromium.ts';
import { seedConsole } from './demo/seed-console.ts';
import { startVerdict, seriousFaults, fitsWidth } from './pages/open-page.ts';
import { openWatched } from './watched-page.ts';
const out = '/tmp/w/h/part4/shots';
const server = await startVerdict({ consoleFolder: '/tmp/w/h/part4/console' });
const browser = await launchChromium();
const only = process.argv[2];
const shots: [string, string, any?][] = [];
async function shot(name: string, path: string, act?: (page: any) => Promise<void>, looks = [[1280,'light'],[390,'dark']] as any) {
  if (only && !name.match(only)) return;
  for (const [width, theme] of looks) {
    const { page, complaints } = await openWatched(browser, server.url + path, { viewport: { width, height: 844 }, colorScheme: theme });
    await page.waitForTimeout(700);
    if (act) await act(page);
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${out}/${name}-${width}-${theme}.png`, fullPage: false });
    const faults = await seriousFaults(page);
    if (complaints.length || faults.length || !(await fitsWidth(page))) console.log(name, width, theme, complaints, JSON.stringify(faults).slice(0, 900), await fitsWidth(page));
    await page.close();
  }
}
try {
  await shot('home-empty', '/');
  await shot('jobs-empty', '/jobs', undefined, [[1280,'light']]);
  await shot('people-empty', '/people', undefined, [[1280,'light']]);
  await seedConsole(server.client).catch((e) => console.log('seed', e));
  await shot('home', '/', undefined, [[1280,'light'],[1280,'dark'],[390,'light']]);
  await shot('menu', '/', (p) => p.getByRole('button', { name: 'Menu' }).click(), [[390,'light']]);
  await shot('palette', '/', async (p) => { await p.keyboard.press('Control+k'); await p.waitForTimeout(500); await p.keyboard.type('mo'); }, [[1280,'light']]);
  await shot('jobs', '/jobs');
  const { jobs } = await server.client.jobs.list();
  await shot('job-done', `/jobs/${jobs[1]?.id}`);
  await shot('job-failed', `/jobs/${jobs[0]?.id}`);
  await shot('job-none', `/jobs/nothing`, undefined, [[1280,'light']]);
  await shot('events', '/events');
  await shot('events-none', '/events?actor=nobody', undefined, [[1280,'light']]);
  await shot('people', '/people');
  await shot('keys', '/people?tab=keys');
  await shot('newkey', '/people?tab=keys', (p) => p.getByRole('button', { name: 'New key' }).click());
  await shot('change', '/people', (p) => p.getByRole('button', { name: 'Change ada' }).click(), [[1280,'dark']]);
  await shot('sign-in', '/sign-in');
  await shot('nothing', '/nothing-here', undefined, [[390,'light']]);
  await shot('away', '/', async (p) => { await p.route('**/api/**', (r: any) => r.abort()); await p.route('**/livez', (r: any) => r.abort()); await p.getByRole('link', { name: 'Jobs', exact: true }).first().click(); await p.waitForTimeout(5000); }, [[1280,'light']]);
} finally { await browser.close(); await server.stop(); }
