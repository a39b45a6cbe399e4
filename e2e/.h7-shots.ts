import { launchChromium } from '/work/main/e2e/chromium.ts';
const b = await launchChromium();
const base='http://127.0.0.1:8107';
const list = process.argv.slice(2);
for (const spec of list) {
  const [name, path, w='1280', theme='light', ...acts] = spec.split('|');
  const p = await b.newPage({ viewport: { width: Number(w), height: 900 }, colorScheme: theme as 'light' });
  p.on('console', m => { if (['error','warning'].includes(m.type())) console.log(name, 'CONSOLE', m.text().slice(0,300)); });
  p.on('pageerror', e => console.log(name, 'ERR', String(e).slice(0,500)));
  await p.goto(base+path); await p.waitForTimeout(900);
  for (const a of acts) {
    if (a.startsWith('click:')) await p.getByRole('button', { name: new RegExp(a.slice(6)) }).first().click();
    if (a.startsWith('wait:')) await p.waitForTimeout(Number(a.slice(5)));
  }
  const over = await p.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (over[0] > over[1]) console.log(name, 'TOO WIDE', over);
  await p.screenshot({ path: `/tmp/w/h/models/${name}.png`, fullPage: !acts.some(a=>a==='view') });
  await p.close();
}
await b.close();
