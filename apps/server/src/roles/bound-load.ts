import type { Socket } from 'node:net';
import { ServeError } from '@verdict/serve';
import type { ServerConfig } from '../config.ts';
import type { App } from '../routes/route-input.ts';

export interface Load {
  /** Some of what comes now is refused. */
  readonly isFull: () => boolean;
}

/**
 * Refuses with 503 and Retry-After what comes beyond the bounds, instead of growing until the system ends it. Probes
 * are answered all the same: a server that is full is not dead. Connections up to twice the bound are taken to be told
 * so; what comes beyond is closed unread.
 */
export function boundLoad(
  app: App,
  { maxConnections, maxInFlight }: Pick<ServerConfig, 'maxConnections' | 'maxInFlight'>,
  inFlight: () => number,
): Load {
  let connections = 0;
  const beyond = new WeakSet<Socket>();

  app.server.maxConnections = 2 * maxConnections;
  app.server.on('connection', (socket: Socket) => {
    connections += 1;
    if (connections > maxConnections) beyond.add(socket);
    socket.once('close', () => {
      connections -= 1;
    });
  });

  app.addHook('onRequest', (request, reply, done) => {
    const isBeyond = connections > maxConnections && beyond.has(request.raw.socket);
    if (inFlight() <= maxInFlight && !isBeyond) return done();
    if (request.routeOptions.config.permission === 'public') return done();
    // The body that follows is not read: whoever is refused comes back on a new connection, or elsewhere.
    if (isBeyond) reply.header('connection', 'close');
    done(
      new ServeError(
        'OVERLOADED',
        isBeyond
          ? `There are more than ${maxConnections} connections to this server; come back in a moment.`
          : `There are more than ${maxInFlight} requests under way; come back in a moment.`,
      ),
    );
  });
  return {
    isFull: () => connections > maxConnections || inFlight() >= maxInFlight,
  };
}
