import { composeApp, openWorkspace, readConfig, startWorker } from '@verdict/server';

export interface OwnServer {
  readonly url: string;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface OwnServerOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly worker: boolean;
}

/**
 * Opens the workspace in this process for as long as one command takes, and tells others where to go through it
 * meanwhile. It keeps the record and serves no model, so it starts without reading any.
 */
export async function startOwnServer({ env, home, worker }: OwnServerOptions): Promise<OwnServer> {
  const config = readConfig(env, {
    home,
    host: '127.0.0.1',
    port: 0,
    // Only this machine's own users reach it, and they could as well open the folder.
    signIn: 'auto',
    roles: worker ? 'http,worker' : 'http',
  });
  const workspace = await openWorkspace(config);
  const closers: (() => Promise<void>)[] = [workspace.close];
  const stop = once(async () => {
    for (const close of closers.reverse()) await close();
  });
  try {
    const composed = composeApp({ config, models: [], record: workspace, clock: Date.now });
    closers.push(async () => {
      // Whoever went through this process meanwhile and holds its connection open must not hold up its end.
      const cut = setTimeout(() => composed.app.server.closeAllConnections(), config.drainTimeoutMs);
      await composed.app.close();
      clearTimeout(cut);
    });
    const url = await composed.app.listen({ host: config.host, port: config.port });
    if (worker) {
      const { wake, stop: stopWorker } = startWorker({ ...composed, config, workspace });
      composed.onJob(wake);
      closers.push(stopWorker);
    }
    await workspace.store.announce(url);
    // Before the port closes: whoever comes now waits for the workspace instead of asking a server that is gone.
    closers.push(() => workspace.store.announce(null));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
