/** Pages whose first load is measured, and what is seen on each when it has shown what it is for. */
export interface MeasuredPage {
  readonly name: string;
  readonly site: 'console' | 'potatoes' | 'spamcheck' | 'peer';
  readonly path: string;
  readonly until: string;
  /** Most that its scripts may weigh, gzipped. */
  readonly scriptLimit: number | null;
}

const consoleLimit = 200_000;
const siteLimit = 90_000;

export const measuredPages: readonly MeasuredPage[] = [
  { name: 'Console, home', site: 'console', path: '/', until: 'h1', scriptLimit: consoleLimit },
  { name: 'Console, runs', site: 'console', path: '/runs', until: 'h1', scriptLimit: null },
  { name: 'Rotten Potatoes, films', site: 'potatoes', path: '/', until: 'h1', scriptLimit: siteLimit },
  {
    name: 'Rotten Potatoes, a film',
    site: 'potatoes',
    path: '/films/1',
    until: 'h1',
    scriptLimit: siteLimit,
  },
  { name: 'Spam check', site: 'spamcheck', path: '/', until: 'h1', scriptLimit: siteLimit },
  {
    name: 'Streamlit, the older films page',
    site: 'peer',
    path: '/',
    until: 'text=Based on',
    scriptLimit: null,
  },
];
