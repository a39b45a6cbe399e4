import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What keeps a server open that has nothing left to do, ended as soon as it stops. */
export function endConnectionsWhenStopping(app: Pick<FastifyInstance, 'server' | 'addHook'>): void {
  const open = new Set<Socket>();
  let stopping = false;
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });

  app.addHook('preClose', (done) => {
    stopping = true;
    // Browsers open connections before they need them; Node does not count one without a request as idle.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    done();
  });

  // Of a reply that was under way when stopping began: otherwise its client keeps the connection for a next
  // request that nobody would answer. Requests that come later are told so by Fastify.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping) reply.header('connection', 'close');
    done(null, payload);
  });
}
