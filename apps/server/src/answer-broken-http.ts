import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { requestIdHeader } from '@verdict/http';
import type { ServerErrorCode } from './errors.ts';
import { problemOf, problemType, refusedAs } from './problem.ts';
import { isUploading } from './uploading.ts';

const nodeCodes: Readonly<Record<string, readonly [ServerErrorCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request did not arrive in time; send it again.'],
  HPE_HEADER_OVERFLOW: [
    'HEADERS_TOO_LARGE',
    'The headers are larger than 16 kB; send fewer or smaller ones.',
  ],
};

/** What Node could not read as a request reaches no route: the answer is written on the wire by hand. */
export function answerBrokenHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  // An upload may take as long as its bytes keep coming; whoever receives it watches that they do.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isUploading(socket)) return;
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [code, detail] = nodeCodes[error.code ?? ''] ?? [
    'HTTP_INVALID',
    'What arrived is not an HTTP request; send HTTP/1.1 to this port, and no TLS.',
  ];
  const problem = problemOf(refusedAs(code, detail), randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `content-type: ${problemType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `${requestIdHeader}: ${problem.request_id}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
