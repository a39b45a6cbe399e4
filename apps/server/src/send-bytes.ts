import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export interface BytesToSend {
  readonly type: string;
  readonly filename: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

/** Bytes that somebody uploaded: to be saved, never shown, guessed at or run as a page of this server. */
export function sendBytes(
  reply: FastifyReply,
  stream: Readable,
  { type, filename, bytes, sha256 }: BytesToSend,
): FastifyReply {
  reply
    .header('content-type', type)
    .header('content-disposition', attachment(filename))
    .header('content-security-policy', "sandbox; default-src 'none'");
  if (bytes !== undefined) reply.header('content-length', bytes);
  if (sha256 !== undefined) reply.header('etag', `"${sha256}"`);
  return reply.send(stream);
}

/** RFC 6266: a plain name for all, and the real one, escaped, for those who know RFC 8187. */
function attachment(filename: string): string {
  const plain = filename.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
  const whole = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return plain === filename
    ? `attachment; filename="${plain}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
