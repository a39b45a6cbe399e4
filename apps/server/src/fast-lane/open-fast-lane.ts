import type { RequestListener } from 'node:http';
import type { App } from '../routes/route-input.ts';
import type { FastLane } from './create-fast-lane.ts';

/** Everything that the server receives comes to the lane first, and from there to the framework. */
export function openFastLane(app: App, lane: FastLane): void {
  const { server } = app;
  // What listens besides the framework looks on; it is told of each request as it comes.
  const listeners = server.listeners('request') as RequestListener[];
  const ordinary = listeners.at(-1);
  if (!ordinary) return;
  server.removeListener('request', ordinary);
  server.on('request', (request, reply) => lane(request, reply, ordinary));
}
