import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';

export interface BytesTaken {
  /** A media type beside JSON. */
  readonly type: string;
  /** Whether a body that says nothing of its type is taken as well. */
  readonly untyped: boolean;
}

/** Within this scope bodies of one more type come as a Buffer; others are told what is taken. */
export function takeBytes(
  scope: Pick<FastifyInstance, 'addContentTypeParser'>,
  { type, untyped }: BytesTaken,
): void {
  scope.addContentTypeParser(
    [type, '*'],
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const sent = request.headers['content-type'];
      if (sent === undefined ? untyped : mediaType(sent) === type) return body;
      throw new ServerError(
        'MEDIA_TYPE_UNSUPPORTED',
        `The body is read as application/json or ${type}; send it as one of them, with its Content-Type.`,
      );
    },
  );
}

function mediaType(header: string): string {
  return header.split(';', 1)[0].trim().toLowerCase();
}
