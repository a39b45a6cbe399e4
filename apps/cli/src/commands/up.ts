import { once } from 'node:events';
import { readConfig, readFirstAdmin, startServer } from '@verdict/server';
import type { Around } from '../record/with-record.ts';
import { progressOf } from '../terminal/progress.ts';
import { type Say, speaker } from '../terminal/say.ts';
import { type Site, type SitePorts, startSites } from './up-sites.ts';

export interface UpRequest extends SitePorts {
  readonly host: string | null;
  readonly port: string | null;
  readonly home: string | null;
  readonly models: string | null;
}

/** Every role in one process and the sites beside it, until it is told to stop; requests under way are finished. */
export async function runUp(request: UpRequest, around: Around): Promise<void> {
  const { env, signal, json, version } = around;
  const config = readConfig(env, {
    host: request.host ?? undefined,
    port: request.port ?? undefined,
    home: request.home ?? undefined,
    modelsFolder: request.models ?? undefined,
  });
  const progress = progressOf({ open: 'opening the record' });
  progress.update('open', null);
  const server = await startServer(config, { admin: readFirstAdmin(env), version }).finally(progress.end);
  const say = speaker(around);
  let sites: readonly Site[] = [];
  try {
    sites = await startSites({ server, config, ports: request, env, version });
    if (json) {
      const urls = Object.fromEntries(sites.map(({ key, running }) => [key, running?.url ?? null]));
      say.json({ url: server.url, models: server.models, sites: urls });
    } else announce(say, server, sites);
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    // First those that ask, then the one that they ask.
    await Promise.all(sites.map(({ running }) => running?.stop()));
    await server.stop();
  }
}

function announce(
  say: Say,
  server: { readonly url: string; readonly models: readonly { name: string; version: number }[] },
  sites: readonly Site[],
): void {
  const models = server.models.map(({ name, version }) => `${name}@${version}`).join(', ');
  const line = (url: string, about: string): void =>
    say.line(`${say.paint(['bold', 'green'], url)}  ${about}`);
  line(server.url, `console and API, serving ${models === '' ? 'no model yet' : models}`);
  for (const { name, running, missing } of sites) {
    if (running) line(running.url, name);
    else if (missing !== null) say.line(say.paint('dim', `${name} is not started: ${missing}`));
  }
  say.line(say.paint('dim', `The API is described at ${server.url}/docs. Ctrl-C stops everything.`));
}
