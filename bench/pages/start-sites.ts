import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@verdict/api';
import { runCommand } from '../learn/measure-command.ts';
import { places, verdictLauncher } from '../learn/places.ts';
import { findPython } from '../learn/python.ts';
import type { MeasuredPage } from './pages.ts';

export interface Sites {
  readonly urls: Readonly<Partial<Record<MeasuredPage['site'], string>>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export interface StartSitesOptions {
  readonly withPeer: boolean;
  readonly say: (line: string) => void;
}

/** `verdict up` on a new workspace, and the page of the older system beside it. */
export async function startSites({ withPeer, say }: StartSitesOptions): Promise<Sites> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-pages-'));
  const child = spawn(process.execPath, [verdictLauncher, 'up', '--port', '0', '--json'], {
    env: { ...process.env, VERDICT_HOME: join(folder, 'home'), VERDICT_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const said = (await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()).value;
  if (said === undefined) throw new Error('verdict up ended before it listened.');
  const { url, sites } = JSON.parse(said) as {
    readonly url: string;
    readonly sites: { readonly potatoes: string; readonly spamcheck: string };
  };
  await createClient({ url }).about.health();
  const peer = withPeer ? await startPeer(folder, sites.potatoes, say) : null;
  return {
    urls: { console: url, ...sites, ...(peer && { peer: peer.url }) },
    versions: peer?.versions ?? {},
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.all([exited, peer?.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startPeer(folder: string, potatoes: string, say: (line: string) => void) {
  const python = await findPython(null, say, {
    folder: join(places.work, 'pages-python'),
    requirements: join(import.meta.dirname, 'peer/requirements.txt'),
  });
  const data = join(folder, 'films.json');
  await writeFile(data, JSON.stringify(await filmsOf(potatoes)));
  const port = '18599';
  const script = join(import.meta.dirname, 'peer/films.py');
  const flags = ['--server.port', port, '--server.address', '127.0.0.1', '--server.headless', 'true'];
  const quiet = ['--browser.gatherUsageStats', 'false'];
  const child = spawn(python, ['-m', 'streamlit', 'run', script, ...flags, ...quiet, '--', data], {
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; !(await answers(`${url}/_stcore/health`)); attempt++) {
    if (attempt === 120) throw new Error('Streamlit did not start within a minute.');
    await pause(500);
  }
  const version = await runCommand([python, '-m', 'streamlit', '--version']);
  return {
    url,
    versions: { streamlit: /[\d.]+/.exec(version.stdout)?.[0] ?? 'unknown' },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** By the routes of old clients: the same films, scores and reviews. */
async function filmsOf(url: string) {
  const ask = async <Reply>(path: string): Promise<Reply> =>
    (await fetch(url + path)).json() as Promise<Reply>;
  const films =
    await ask<{ readonly id: number; readonly name: string; readonly description: string }[]>('/movies');
  return Promise.all(
    films.map(async ({ id, ...film }) => {
      const { score, total_reviews } = await ask<{ score: number; total_reviews: number }>(`/score/${id}`);
      const reviews = await ask<{ readonly review: string }[]>(`/reviews/${id}`);
      return { ...film, score, total: total_reviews, reviews: reviews.map(({ review }) => review) };
    }),
  );
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
