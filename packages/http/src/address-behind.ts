import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/** Whose request it is: the connection’s other end, or whom proxies that are believed say it came from. */
export function addressBehind(trusted: readonly string[]): (request: IncomingMessage) => string {
  const nearest = (request: IncomingMessage): string => request.socket.remoteAddress ?? '';
  if (trusted.length === 0) return nearest;
  const trusts = proxyAddress.compile([...trusted]);
  return (request) =>
    request.headers['x-forwarded-for'] === undefined ? nearest(request) : proxyAddress(request, trusts);
}
