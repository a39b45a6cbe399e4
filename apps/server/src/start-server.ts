import { createLog, descriptorSink, once } from '@verdict/http';
import { assertDefaultModel } from './assert-default-model.ts';
import { assertMayListen, ensureAdmin, type FirstAdmin } from './auth/index.ts';
import type { ServerConfig } from './config.ts';
import { type ComposedApp, composeApp } from './create-app.ts';
import { ServerError } from './errors.ts';
import { loadModelFiles } from './load-models.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import { closeApp, leaveService, listen } from './roles/listening.ts';
import { type GroupOptions, startGroup } from './roles/start-group.ts';
import { startInfer } from './roles/start-infer.ts';
import type { UpstreamAddress } from './roles/upstream.ts';
import type { RunningServer } from './running-server.ts';
import { registerShipped } from './serving/register-shipped.ts';
import { fileBytes } from './temp-file.ts';
import { startWorker } from './worker/start-worker.ts';

export interface StartOptions {
  /** Made where the record has no administrator yet. */
  readonly admin?: FirstAdmin | null;
  /** Who keeps the record, for the role infer alone. */
  readonly upstream?: UpstreamAddress | null;
  /** Told of every process of a group that ended and is replaced. */
  readonly onMemberEnded?: GroupOptions['onEnded'];
  /** Of Verdict, for the log. */
  readonly version?: string;
}

export async function startServer(
  config: ServerConfig,
  { admin = null, upstream = null, onMemberEnded, version = '0' }: StartOptions = {},
): Promise<RunningServer> {
  if (config.roles.every((role) => role === 'infer')) {
    return config.processes === 1
      ? startInfer(config, { upstream, version })
      : startGroup(config, { upstream, version, ...(onMemberEnded && { onEnded: onMemberEnded }) });
  }
  if (config.processes > 1) {
    throw new ServerError(
      'SETTING_INVALID',
      `VERDICT_PROCESSES is ${config.processes}, and the roles are ${config.roles.join(', ')}; several processes behind one port are for the role infer alone.`,
    );
  }
  return startWithRecord(config, { admin, version });
}

async function startWithRecord(
  config: ServerConfig,
  { admin, version }: { readonly admin: FirstAdmin | null; readonly version: string },
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
      log,
    });
    closers.push(() => closeApp(composed.app, config.drainTimeoutMs, log.writer));
    await Promise.all([composed.app.ready(), composed.serving?.refresh()]);
    composed.serving?.start();
    const models = composed.shelf.current().map(({ name, version: number }) => ({ name, version: number }));
    assertDefaultModel(composed.shelf.all(), config.defaultModel);
    const url = await listen(composed.app, config);
    if (config.roles.includes('worker')) closers.push(workFor(composed, workspace, config));
    await workspace.store.announce(url);
    // Before the port closes: whoever comes now waits for the workspace instead of asking a server that is gone.
    closers.push(() => workspace.store.announce(null));
    closers.push(() => leaveService(composed, config));
    return {
      url,
      models,
      inside: {
        store: workspace.store,
        fetchAs: (actor) => (to, init) =>
          fetch(to, {
            ...init,
            headers: { ...(init.headers as object), ...composed.auth?.inProcess(actor, 'site') },
          }),
      },
      stop: once(close),
    };
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
    const files = await loadModelFiles(config.modelsFolder, { maxWaitMs: config.maxWaitMs });
    return { files, workspace: await opening };
  } catch (error) {
    await opening.then(({ close }) => close()).catch(() => {});
    throw error;
  }
}

function workFor(composed: ComposedApp, workspace: Workspace, config: ServerConfig): () => Promise<void> {
  const worker = startWorker({ ...composed, config, workspace });
  composed.onJob(worker.wake);
  return worker.stop;
}
