import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Fetch } from '@verdict/api';
import type { App } from './routes/route-input.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Statuses whose replies have no body, which `Response` insists on. */
const bodiless = new Set([204, 205, 304]);

/** `fetch` that asks the app in this process: the same routes, schemas and refusals, and no port. */
export function inProcessFetch(app: App): Fetch {
  return async (url, init) => {
    const { pathname, search } = new URL(url);
    const body = init.body;
    const payload =
      body instanceof ReadableStream
        ? Readable.fromWeb(body as NodeStream<Uint8Array>)
        : body instanceof Blob
          ? Readable.fromWeb(body.stream() as NodeStream<Uint8Array>)
          : body instanceof Uint8Array
            ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
            : typeof body === 'string'
              ? body
              : undefined;
    const reply = await app.inject({
      method: (init.method ?? 'GET') as Method,
      url: pathname + search,
      headers: { ...(init.headers as Record<string, string>), host: 'localhost' },
      ...(payload !== undefined && { payload }),
      ...(init.signal && { signal: init.signal }),
      payloadAsStream: true,
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(reply.headers)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined) headers.append(name, String(each));
      }
    }
    const stream = bodiless.has(reply.statusCode) ? null : (Readable.toWeb(reply.stream()) as ReadableStream);
    return new Response(stream, { status: reply.statusCode, headers });
  };
}
