import { setTimeout as pause } from 'node:timers/promises';
import {
  closeApp as close,
  type LogWriter,
  listen as listenAt,
  portUnavailable as portSentence,
} from '@verdict/http';
import type { ServerConfig } from '../config.ts';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';
import type { Draining } from './draining.ts';

/** How long the last lines of the log may take to be written. */
const flushTimeoutMs = 1000;
export async function listen(
  app: App,
  { host, port, roles }: Pick<ServerConfig, 'host' | 'port' | 'roles'>,
  { reusePort = false }: { readonly reusePort?: boolean } = {},
): Promise<string> {
  const url = await listenAt(app, { host, port, reusePort }, unavailable);
  app.log.info({ event_type: 'LIFECYCLE', url, roles }, 'server_started');
  return url;
}

export function portUnavailable(at: Pick<ServerConfig, 'host' | 'port'>, cause: unknown): ServerError {
  return unavailable(portSentence(at, cause), cause);
}

function unavailable(detail: string, cause: unknown): ServerError {
  return new ServerError('ADDRESS_UNAVAILABLE', detail, { cause });
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
  await close(app, drainTimeoutMs);
  app.log.info({ event_type: 'LIFECYCLE' }, 'server_stopped');
  await log.flush(flushTimeoutMs);
}
