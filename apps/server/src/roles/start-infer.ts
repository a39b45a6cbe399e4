import { ApiError } from '@verdict/api';
import { createLog, descriptorSink, once } from '@verdict/http';
import type { ServerConfig } from '../config.ts';
import { type AppInput, composeApp } from '../create-app.ts';
import { ServerError } from '../errors.ts';
import type { MetricFamily } from '../metrics/index.ts';
import type { RunningServer } from '../running-server.ts';
import { closeApp, leaveService, listen } from './listening.ts';
import { openUpstream, type UpstreamAddress } from './upstream.ts';

export interface InferServer extends RunningServer {
  /** Of this process alone. */
  readonly ownMetrics: () => Promise<readonly MetricFamily[]>;
}

export interface InferOptions {
  readonly upstream: UpstreamAddress | null;
  /** Of Verdict. */
  readonly version: string;
  /** What /metrics tells, where this process is one of several behind the port. */
  readonly gatherMetrics?: AppInput['gatherMetrics'];
  /** Others listen on the port too, and the system shares the connections out. */
  readonly reusePort?: boolean;
}

/**
 * A process that predicts, without a database. Where whoever keeps the record cannot be asked it begins with what it
 * heard last; where there is nothing of that, it listens, says that it is not ready, and asks again.
 */
export async function startInfer(
  config: ServerConfig,
  { upstream, version, gatherMetrics, reusePort = false }: InferOptions,
): Promise<InferServer> {
  const log = createLog({ level: config.logLevel, sink: descriptorSink(2), version });
  const composed = composeApp({
    config,
    upstream: openUpstream(config, upstream, version),
    clock: Date.now,
    log,
    ...(gatherMetrics && { gatherMetrics }),
  });
  const { app, serving, shelf } = composed;
  const close = (): Promise<void> => closeApp(app, config.drainTimeoutMs, log.writer);
  try {
    await app.ready();
    try {
      await serving?.refresh();
    } catch (error) {
      assertMayHope(error, upstream?.url ?? '');
      app.log.warn({ err: error, event_type: 'LIFECYCLE' }, 'record_unreachable');
    }
    serving?.start();
    const url = await listen(app, config, { reusePort });
    return {
      url,
      models: shelf.current().map(({ name, version: number }) => ({ name, version: number })),
      ownMetrics: composed.metrics.snapshot,
      inside: null,
      stop: once(async () => {
        await leaveService(composed, config);
        await close();
      }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A server that is away comes back; a key that is not good stays so, and whoever started this is to know at once. */
function assertMayHope(error: unknown, url: string): void {
  if (!(error instanceof ApiError) || (error.status !== 401 && error.status !== 403)) return;
  throw new ServerError(
    'UPSTREAM_REFUSED',
    `The server at ${url} does not let this process serve (${error.code}); set VERDICT_TOKEN to a key with the scope serve, as \`verdict keys add infer --account ADMIN --scopes serve\` makes one.`,
    { cause: error },
  );
}
