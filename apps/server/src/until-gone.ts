import type { FastifyReply, FastifyRequest } from 'fastify';

/** Aborted when nobody waits for the answer any more, or the server stops. */
export function untilGone(request: FastifyRequest, reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const check = (): void => {
    if (!reply.raw.writableFinished) gone.abort();
  };
  reply.raw.once('close', check);
  if (request.raw.aborted) gone.abort();
  return AbortSignal.any([gone.signal, stopping]);
}
