import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { hostInUrl } from './loopback.ts';

/**
 * As long as Linux keeps a line of connections that nobody has taken up, by default: a burst after a restart, or
 * while a process is replaced, waits instead of being refused.
 */
const backlog = 4096;

export interface Listening {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Several processes share the port. */
  readonly reusePort?: boolean;
}

/** Gives the address; why there is none stands in a sentence for people. */
export async function listen(
  app: Pick<FastifyInstance, 'listen' | 'server'>,
  { host, port, reusePort = false }: Listening,
  refuse: (detail: string, cause: unknown) => Error,
): Promise<string> {
  try {
    await app.listen({ host, port, backlog, ...(reusePort && { reusePort }) });
  } catch (cause) {
    throw refuse(portUnavailable({ host, port }, cause), cause);
  }
  const { port: bound } = app.server.address() as AddressInfo;
  return `http://${hostInUrl(host)}:${bound}`;
}

export function portUnavailable({ host, port }: Listening, cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code === 'EADDRINUSE' ? 'something else listens there' : String(code ?? cause);
  return `Port ${port} of ${host} cannot be opened (${reason}); choose another port or stop what uses it.`;
}

/** Requests under way are finished; past the time those that still wait are cut: one stuck client must not keep a deployment from going on. */
export async function closeApp(
  app: Pick<FastifyInstance, 'close' | 'server'>,
  drainTimeoutMs: number,
): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
