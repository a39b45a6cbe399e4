import type { ModelVersion } from '@verdict/serve';
import { assertDefaultModel } from './assert-default-model.ts';
import { assertMayListen, ensureAdmin, type FirstAdmin } from './auth/index.ts';
import type { ServerConfig } from './config.ts';
import { type ComposedApp, composeApp } from './create-app.ts';
import { ServerError } from './errors.ts';
import { loadModelFiles } from './load-models.ts';
import { createLog, descriptorSink, type LogWriter } from './log/index.ts';
import { hostInUrl } from './loopback.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import type { App } from './routes/route-input.ts';
import { registerShipped } from './serving/register-shipped.ts';
import { fileBytes } from './temp-file.ts';
import { startWorker } from './worker/start-worker.ts';

export interface RunningServer {
  readonly url: string;
  /** In service when it started. */
  readonly models: readonly ModelVersion[];
  /** Takes no more connections, lets requests under way finish, then closes. Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface StartOptions {
  /** Made where the record has no administrator yet. */
  readonly admin?: FirstAdmin | null;
  /** Of Verdict, for the log. */
  readonly version?: string;
}

/** How long the last lines of the log may take to be written. */
const flushTimeoutMs = 1000;

export async function startServer(
  config: ServerConfig,
  { admin = null, version = '0' }: StartOptions = {},
): Promise<RunningServer> {
  const { workspace, files } = await openBoth(config);
  const closers: (() => Promise<void>)[] = [workspace.close];
  const close = async (): Promise<void> => {
    for (const each of closers.reverse()) await each();
  };
  try {
    const { ledger } = workspace;
    await ensureAdmin(ledger, admin);
    await assertMayListen(config, ledger);
    await registerShipped(
      ledger,
      files.map(({ path, served }) => ({ served, bytes: () => fileBytes(path) })),
    );
    const log = createLog({ level: config.logLevel, sink: descriptorSink(2), version });
    const composed = composeApp({
      config,
      models: files.map(({ served }) => served),
      record: workspace,
      clock: Date.now,
      logger: log.options,
    });
    closers.push(closeApp(composed.app, config.drainTimeoutMs, log.writer));
    await Promise.all([composed.app.ready(), composed.serving?.refresh()]);
    composed.serving?.start();
    const models = composed.shelf.current().map(({ name, version: number }) => ({ name, version: number }));
    assertDefaultModel(models, config.defaultModel);
    const url = await listen(composed.app, config);
    if (config.roles.includes('worker')) closers.push(workFor(composed, workspace));
    await workspace.store.announce(url);
    // Before the port closes: whoever comes now waits for the workspace instead of asking a server that is gone.
    closers.push(() => workspace.store.announce(null));
    return { url, models, stop: once(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The database takes as long to open as the models to load: at once. */
async function openBoth(config: ServerConfig) {
  const opening = openWorkspace(config);
  // Where the models are refused first, that is what is said.
  opening.catch(() => {});
  try {
    const files = await loadModelFiles(config.modelsFolder);
    return { files, workspace: await opening };
  } catch (error) {
    await opening.then(({ close }) => close()).catch(() => {});
    throw error;
  }
}

function workFor(composed: ComposedApp, workspace: Workspace): () => Promise<void> {
  const worker = startWorker({ ...composed, workspace });
  composed.onJob(worker.wake);
  return worker.stop;
}

async function listen(app: App, { host, port }: ServerConfig): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'something else listens there' : String(code ?? cause);
    throw new ServerError(
      'ADDRESS_UNAVAILABLE',
      `Port ${port} of ${host} cannot be opened (${reason}); choose another port or stop what uses it.`,
      { cause },
    );
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${hostInUrl(host)}:${bound}`;
}

function closeApp(app: App, drainTimeoutMs: number, log: LogWriter): () => Promise<void> {
  return async () => {
    // Past this the ones that still wait are cut: a stuck client must not keep a deployment from going on.
    const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
    await app.close();
    clearTimeout(cut);
    await log.flush(flushTimeoutMs);
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
