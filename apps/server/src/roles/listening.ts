import { setTimeout as pause } from 'node:timers/promises';
import type { ServerConfig } from '../config.ts';
import { ServerError } from '../errors.ts';
import type { LogWriter } from '../log/index.ts';
import { hostInUrl } from '../loopback.ts';
import type { App } from '../routes/route-input.ts';
import type { Draining } from './draining.ts';

/** How long the last lines of the log may take to be written. */
const flushTimeoutMs = 1000;
/**
 * As long as Linux keeps a line of connections that nobody has taken up, by default: a burst after a restart, or
 * while a process is replaced, waits instead of being refused.
 */
const backlog = 4096;

export async function listen(
  app: App,
  { host, port, roles }: Pick<ServerConfig, 'host' | 'port' | 'roles'>,
  { reusePort = false }: { readonly reusePort?: boolean } = {},
): Promise<string> {
  try {
    await app.listen({ host, port, backlog, ...(reusePort && { reusePort }) });
  } catch (cause) {
    throw portUnavailable({ host, port }, cause);
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const url = `http://${hostInUrl(host)}:${bound}`;
  app.log.info({ event_type: 'LIFECYCLE', url, roles }, 'server_started');
  return url;
}

export function portUnavailable(
  { host, port }: Pick<ServerConfig, 'host' | 'port'>,
  cause: unknown,
): ServerError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code === 'EADDRINUSE' ? 'something else listens there' : String(code ?? cause);
  return new ServerError(
    'ADDRESS_UNAVAILABLE',
    `Port ${port} of ${host} cannot be opened (${reason}); choose another port or stop what uses it.`,
    { cause },
  );
}

/** Says that it is not ready, and goes on answering until whoever sends requests here has noticed. */
export async function leaveService(
  { draining }: { readonly draining: Draining },
  { drainDelayMs }: Pick<ServerConfig, 'drainDelayMs'>,
): Promise<void> {
  draining.begin();
  if (drainDelayMs > 0) await pause(drainDelayMs);
}

export async function closeApp(app: App, drainTimeoutMs: number, log: LogWriter): Promise<void> {
  app.log.info({ event_type: 'LIFECYCLE' }, 'server_stopping');
  // Past this the ones that still wait are cut: a stuck client must not keep a deployment from going on.
  const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
  await app.close();
  clearTimeout(cut);
  app.log.info({ event_type: 'LIFECYCLE' }, 'server_stopped');
  await log.flush(flushTimeoutMs);
}

export function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
