import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { pageHeaders } from '@verdict/http';
import type { App } from './route-input.ts';

const folder = new URL('../../pages/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A handful of small files, read once; a request is answered from memory and no path comes from a caller. */
export function pageRoutes(app: App): void {
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (!type) continue;
    const content = readFileSync(new URL(name, folder));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    const headers = { ...pageHeaders, 'content-type': type, etag };
    app.get(
      name === 'index.html' ? '/' : `/${name}`,
      { config: { permission: 'public' }, schema: { hide: true } },
      (request, reply) => {
        reply.headers(headers);
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
        return reply.send(content);
      },
    );
  }
}
