import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';

/** Files of texts by their media type, and the ending that the readers know them by. */
export const textFileEndings: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'text/tab-separated-values': '.tsv',
  'application/x-ndjson': '.jsonl',
  'application/jsonl': '.jsonl',
  'application/vnd.apache.parquet': '.parquet',
};

const json = 'application/json';
const taken = [json, ...Object.keys(textFileEndings)].join(', ');

/** Of a body that is streamed. */
export function endingOf(contentType: string | undefined): string {
  const essence = contentType?.split(';', 1)[0].trim().toLowerCase() ?? '';
  return essence === json ? '.json' : (textFileEndings[essence] ?? '');
}

/**
 * In this scope files come unread, and so does JSON that is an array: it may be as long as a file. JSON that is an
 * object is read here, within the limit of every other body.
 */
export function takeBatchBodies(scope: App, bodyLimitBytes: number): void {
  scope.addContentTypeParser(
    Object.keys(textFileEndings),
    (_request: unknown, payload: Readable, done: (error: null, body: Readable) => void) =>
      done(null, payload),
  );
  scope.addContentTypeParser('*', async () => {
    throw new ServerError('MEDIA_TYPE_UNSUPPORTED', `The texts come as ${taken}; send them as one of these.`);
  });
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeContentTypeParser(json);
  scope.addContentTypeParser(json, async (request: FastifyRequest, payload: IncomingMessage) => {
    if ((await firstMark(payload)) === '[') return payload;
    const text = await wholeText(payload, bodyLimitBytes);
    return new Promise((resolve, reject) => {
      parse(request, text, (error, body) => (error ? reject(error) : resolve(body)));
    });
  });
}

/** The first character that is not white space, of the first bytes that come; they stay to be read. */
async function firstMark(payload: Readable): Promise<string> {
  for (;;) {
    const chunk: Buffer | null = payload.read();
    if (chunk !== null) {
      payload.unshift(chunk);
      return chunk.toString('latin1').trimStart().charAt(0);
    }
    if (payload.readableEnded || payload.destroyed) return '';
    await Promise.race([once(payload, 'readable'), once(payload, 'end'), once(payload, 'close')]);
  }
}

async function wholeText(payload: Readable, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const iterator = payload.iterator({ destroyOnReturn: false });
  for await (const chunk of iterator as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) {
      payload.on('error', () => {}).resume();
      throw new ServerError(
        'BODY_TOO_LARGE',
        `The body is larger than ${limitBytes} bytes; send the texts as CSV, JSON lines or a JSON array, which may be larger.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
