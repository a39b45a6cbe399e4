import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ServerError } from './errors.ts';
import { markUploading } from './uploading.ts';

export interface UploadLimits {
  readonly maxBytes: number;
  /** The longest pause between two pieces; a whole upload may take as long as it takes. */
  readonly idleMs: number;
}

/** The body of a route that takes bytes, unread. */
export function uploadOf(request: FastifyRequest, limits: UploadLimits): AsyncGenerator<Uint8Array> {
  if (request.body instanceof Readable) return receiveUpload(request.raw, request.body, limits);
  throw new ServerError(
    request.body === undefined ? 'BODY_MISSING' : 'MEDIA_TYPE_UNSUPPORTED',
    'The body is the file’s bytes; send them with Content-Type: application/octet-stream.',
  );
}

/** The bytes of an upload as they come; an error where they end early, stop coming, or are too many. */
async function* receiveUpload(
  raw: IncomingMessage,
  body: Readable,
  { maxBytes, idleMs }: UploadLimits,
): AsyncGenerator<Uint8Array> {
  const announced = Number(raw.headers['content-length'] ?? Number.NaN);
  const unmark = markUploading(raw.socket);
  // Destroying the body would cut the connection before its client has read why.
  const chunks = body.iterator({ destroyOnReturn: false });
  let bytes = 0;
  try {
    if (announced > maxBytes) throw tooLarge(maxBytes);
    for (;;) {
      const { done, value } = await soonEnough(chunks.next(), idleMs);
      if (done) break;
      bytes += value.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      yield value;
    }
    if (bytes < announced) throw cutShort();
  } catch (error) {
    throw raw.aborted || (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? cutShort() : error;
  } finally {
    unmark();
    if (!body.readableEnded) drain(body, idleMs);
  }
}

/** Whoever still sends gets to read the answer, if it does not take too long. */
function drain(body: Readable, forMs: number): void {
  body.on('error', () => {});
  const enough = setTimeout(() => body.destroy(), forMs).unref();
  body.once('close', () => clearTimeout(enough));
  body.resume();
}

function soonEnough<Value>(next: Promise<Value>, idleMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      const sentence = `No byte of the upload came for ${idleMs} ms; send it again.`;
      reject(new ServerError('REQUEST_TIMEOUT', sentence));
    }, idleMs);
    next.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

function tooLarge(maxBytes: number): ServerError {
  return new ServerError(
    'UPLOAD_TOO_LARGE',
    `The upload has more than ${maxBytes} bytes; send it in parts, or raise VERDICT_MAX_UPLOAD_BYTES.`,
  );
}

function cutShort(): ServerError {
  return new ServerError('BODY_CUT_SHORT', 'The connection ended before the upload did; send it again.');
}
