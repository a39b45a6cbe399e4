import type { App } from '../routes/route-input.ts';

/** On the way out: it says that it is not ready, and still answers whoever has not heard. */
export interface Draining {
  readonly begun: () => boolean;
  /** From now on every reply ends its connection, so that callers come back elsewhere. Idempotent. */
  readonly begin: () => void;
}

export function createDraining(app: App): Draining {
  let begun = false;
  return {
    begun: () => begun,
    begin: () => {
      if (begun) return;
      begun = true;
      // Ahead of Fastify's own: the headers of this reply are not written yet.
      app.server.prependListener('request', (_request, reply) => {
        reply.shouldKeepAlive = false;
      });
    },
  };
}
