import { isIP } from 'node:net';
import { hostInUrl, isLoopback } from './loopback.ts';

export type OwnRequest = (host: string | undefined, origin: string | undefined) => 'own' | 'host' | 'origin';

/**
 * Without sign-in, whoever reaches the port is obeyed, and a browser carries any site's requests there. A site
 * that points its own name at 127.0.0.1 (DNS rebinding) is known by its Host, one that asks across sites by its
 * Origin. Ports are not compared with ours: behind a tunnel or a container the browser sees another one, and a
 * rebound name is refused whatever its port.
 *
 * On another address everybody signs in, and a rebound name has nobody's credentials: any Host will do, unless
 * `publicHosts` says which. An address in place of a name is never rebound; probes and scrapers ask so.
 */
export function createOwnRequest(boundHost: string, publicHosts: readonly string[] = []): OwnRequest {
  const publicNames = publicHosts.map(withoutPort);
  const names = new Set(['localhost', '127.0.0.1', '[::1]', hostInUrl(boundHost), ...publicNames]);
  const exposed = !isLoopback(boundHost);
  const isOurs = (name: string): boolean =>
    names.has(name) || (exposed && name !== '' && (publicHosts.length === 0 || isAddress(name)));
  return (host, origin) => {
    if (host === undefined) return 'host';
    const asked = host.toLowerCase();
    const name = withoutPort(asked);
    if (!isOurs(name)) return 'host';
    if (origin === undefined || origin.toLowerCase() === `http://${asked}`) return 'own';
    // Somebody before us speaks TLS.
    const secure = (exposed || publicNames.includes(name)) && origin.toLowerCase() === `https://${asked}`;
    return secure ? 'own' : 'origin';
  };
}

function withoutPort(host: string): string {
  return host.replace(/:\d{1,5}$/, '').toLowerCase();
}

function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
}
