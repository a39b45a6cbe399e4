import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Aborted when nobody waits for the answer any more, or the server stops. Not with AbortSignal.any: Node keeps what
 * that gives for as long as somebody listens to it and the server runs, a kilobyte and more a request.
 */
export function untilGone(request: FastifyRequest, reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const stop = (): void => gone.abort(stopping.reason);
  reply.raw.once('close', () => {
    stopping.removeEventListener('abort', stop);
    if (!reply.raw.writableFinished) gone.abort();
  });
  if (stopping.aborted) stop();
  else if (request.raw.aborted) gone.abort();
  else stopping.addEventListener('abort', stop, { once: true });
  return gone.signal;
}
