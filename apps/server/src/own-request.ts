import { hostInUrl } from './loopback.ts';

export type OwnRequest = (host: string | undefined, origin: string | undefined) => 'own' | 'host' | 'origin';

/**
 * Without sign-in, whoever reaches the port is obeyed, and a browser carries any site's requests there. A site
 * that points its own name at 127.0.0.1 (DNS rebinding) is known by its Host, one that asks across sites by its
 * Origin. Ports are not compared with ours: behind a tunnel or a container the browser sees another one, and a
 * rebound name is refused whatever its port.
 */
export function createOwnRequest(boundHost: string): OwnRequest {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', hostInUrl(boundHost)]);
  return (host, origin) => {
    if (host === undefined || !names.has(host.replace(/:\d{1,5}$/, '').toLowerCase())) return 'host';
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) return 'origin';
    return 'own';
  };
}
