import { once } from 'node:events';
import { readConfig, startServer } from '@verdict/server';
import { speaker } from '../terminal/say.ts';

export interface UpRequest {
  readonly host: string | null;
  readonly port: string | null;
  readonly models: string | null;
}

/** Serves until it is told to stop, and lets requests under way finish. */
export async function runUp(
  request: UpRequest,
  options: { readonly json: boolean; readonly signal: AbortSignal; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const config = readConfig(options.env, {
    host: request.host ?? undefined,
    port: request.port ?? undefined,
    modelsFolder: request.models ?? undefined,
  });
  const server = await startServer(config);
  const say = speaker(options);
  if (options.json) say.json({ url: server.url, models: server.models });
  else {
    const models = server.models.map(({ name, version }) => `${name}@${version}`).join(', ');
    say.line(
      `${say.paint(['bold', 'green'], server.url)}  serving ${models === '' ? 'no model yet' : models}`,
    );
    say.line(say.paint('dim', `API and its documentation: ${server.url}/docs. Ctrl-C stops it.`));
  }
  if (!options.signal.aborted) await once(options.signal, 'abort');
  await server.stop();
}
