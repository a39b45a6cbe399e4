import { once } from 'node:events';
import { readConfig, readFirstAdmin, startServer } from '@verdict/server';
import type { Around } from '../record/with-record.ts';
import { progressOf } from '../terminal/progress.ts';
import { speaker } from '../terminal/say.ts';

export interface UpRequest {
  readonly host: string | null;
  readonly port: string | null;
  readonly home: string | null;
  readonly models: string | null;
}

/** Every role in one process, until it is told to stop; requests under way are finished. */
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
  if (json) say.json({ url: server.url, models: server.models });
  else {
    const models = server.models.map(({ name, version: number }) => `${name}@${number}`).join(', ');
    say.line(
      `${say.paint(['bold', 'green'], server.url)}  serving ${models === '' ? 'no model yet' : models}`,
    );
    say.line(say.paint('dim', `API and its documentation: ${server.url}/docs. Ctrl-C stops it.`));
  }
  if (!signal.aborted) await once(signal, 'abort');
  await server.stop();
}
