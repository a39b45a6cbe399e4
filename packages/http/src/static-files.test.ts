import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { readStaticFiles, sendStaticFile } from './static-files.ts';

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0.0,gzip;q=0', undefined],
  ['BR;q=0.1', 'br'],
  ['identity', undefined],
  ['x-br', undefined],
  [undefined, undefined],
])('who accepts %j is sent %s', async (accepted, encoding) => {
  const folder = mkdtempSync(join(tmpdir(), 'static-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a.js'), 'let a;');
  writeFileSync(join(folder, 'a.js.br'), brotliCompressSync('let a;'));
  writeFileSync(join(folder, 'a.js.gz'), gzipSync('let a;'));
  const files = readStaticFiles(folder);
  expect([...(files ?? [])].map(([path]) => path)).toEqual(['/a.js']);
  const file = files?.get('/a.js');
  if (!file) throw new Error('It was just written.');
  const app = fastify();
  app.get('/a.js', (request, reply) => sendStaticFile(file, request, reply));
  const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
  const reply = await app.inject({ url: '/a.js', headers });
  expect(reply.headers['content-encoding']).toBe(encoding);
  const again = { ...headers, 'if-none-match': String(reply.headers.etag) };
  expect((await app.inject({ url: '/a.js', headers: again })).statusCode).toBe(304);
});
