import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { requestIdHeader } from '@verdict/http';
import { problemOf, refusedAs } from './problem.ts';

/** What Node could not read as a request reaches no route: the answer is written on the wire by hand. */
export function answerBrokenHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const detail =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'The headers are larger than 16 kB; clear this site’s cookies, then try again.'
      : 'What arrived in time is not an HTTP request; send HTTP/1.1 to this port, and no TLS.';
  const problem = problemOf(refusedAs('HTTP_INVALID', detail), randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      `${requestIdHeader}: ${problem.request_id}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
