import type { ServerConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { ServerError } from './errors.ts';
import { loadModels } from './load-models.ts';
import { hostInUrl, isLoopback } from './loopback.ts';
import { assertDefaultModel } from './model-shelf.ts';
import type { App } from './routes/route-input.ts';
import type { ModelVersion } from './served-model.ts';

export interface RunningServer {
  readonly url: string;
  readonly models: readonly ModelVersion[];
  /** Takes no more connections, lets requests under way finish, then closes. Idempotent. */
  readonly stop: () => Promise<void>;
}

export async function startServer(config: ServerConfig): Promise<RunningServer> {
  assertLoopback(config.host);
  const models = await loadModels(config.modelsFolder);
  assertDefaultModel(models, config.defaultModel);
  const app = createApp({
    config,
    models,
    clock: Date.now,
    logger: { level: config.logLevel, stream: process.stderr },
  });
  await listen(app, config);
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return {
    url: `http://${hostInUrl(config.host)}:${port}`,
    models: models.map(({ name, version }) => ({ name, version })),
    stop: stopOnce(app, config.drainTimeoutMs),
  };
}

function assertLoopback(host: string): void {
  if (isLoopback(host)) return;
  throw new ServerError(
    'ADDRESS_NOT_LOOPBACK',
    `The host ${host} is reachable by other machines, and there are no administrators yet to keep strangers out; use 127.0.0.1.`,
  );
}

async function listen(app: App, { host, port }: ServerConfig): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'something else listens there' : String(code ?? cause);
    throw new ServerError(
      'ADDRESS_UNAVAILABLE',
      `Port ${port} of ${host} cannot be opened (${reason}); choose another port or stop what uses it.`,
      { cause },
    );
  }
}

function stopOnce(app: App, drainTimeoutMs: number): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // Past this the ones that still wait are cut: a stuck client must not keep a deployment from going on.
    const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
    await app.close();
    clearTimeout(cut);
  };
  return () => {
    stopped ??= stop();
    return stopped;
  };
}
