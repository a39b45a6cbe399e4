import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageHeaders } from './security-headers.ts';

export interface StaticFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds its hash: whoever has it never asks again. */
  readonly immutable: boolean;
  readonly bytes: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

/** By their address below the folder, `/assets/x-1a2b.js`. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * What a build has left in a folder, read once: a request is answered from memory, and no path comes from a caller.
 * `x.br` and `x.gz` are `x` compressed, by the build, once. Null where there is no folder: nothing was built.
 */
export function readStaticFiles(folder: string): StaticFiles | null {
  const names = namesIn(folder);
  if (!names) return null;
  const files = new Map<string, StaticFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (!type) continue;
    const bytes = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    files.set(`/${name.replaceAll('\\', '/')}`, {
      type,
      etag: `"${hash}"`,
      immutable: /^assets[/\\]/.test(name),
      bytes,
      br: names.includes(`${name}.br`) ? readFileSync(join(folder, `${name}.br`)) : null,
      gzip: names.includes(`${name}.gz`) ? readFileSync(join(folder, `${name}.gz`)) : null,
    });
  }
  return files;
}

function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const yearSeconds = 365 * 86_400;

export function sendStaticFile(file: StaticFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const [encoding, bytes] =
    file.br && accepts('br', accepted)
      ? (['br', file.br] as const)
      : file.gzip && accepts('gzip', accepted)
        ? (['gzip', file.gzip] as const)
        : ([null, file.bytes] as const);
  // A tag names bytes, and those of each encoding are others.
  const etag = encoding === null ? file.etag : `${file.etag.slice(0, -1)}-${encoding}"`;
  reply
    .headers(pageHeaders)
    .header('cache-control', file.immutable ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
    .header('vary', 'accept-encoding')
    .header('etag', etag)
    .header('content-type', file.type);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply.send(bytes);
}

/** RFC 9110 §12.5.3: a weight of nothing refuses. */
function accepts(encoding: string, accepted: string): boolean {
  const one = accepted.split(',').find((part) => part.split(';', 1)[0].trim().toLowerCase() === encoding);
  return one !== undefined && !/;\s*q=0(?:\.0*)?\s*$/i.test(one);
}
