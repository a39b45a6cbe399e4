import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../src/routes/route-input.ts';
import { testApp } from './test-app.ts';

const page = '<!doctype html><html lang="en"><title>Verdict</title><script src="/theme.js"></script></html>';
const script = `console.log(${JSON.stringify('x'.repeat(2000))});`;
const html = { accept: 'text/html,application/xhtml+xml' };

describe('the pages of the console, built', () => {
  let folder: string;
  let app: App;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-console-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), page);
    await writeFile(join(folder, 'theme.js'), '');
    await writeFile(join(folder, 'assets/main-1a2b.js'), script);
    await writeFile(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync(script));
    app = await testApp({ flags: { consoleFolder: folder } });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  test.each(['/', '/runs', '/runs/0a1b', '/models/a/2', '/sign-in'])('%s is the one page', async (url) => {
    const reply = await app.inject({ url, headers: html });
    expect([reply.statusCode, reply.body]).toEqual([200, page]);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('one that has not changed is answered with 304', async () => {
    const { etag } = (await app.inject('/')).headers;
    const again = await app.inject({ url: '/', headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('what has its hash in its name is never asked for again, and travels as the build compressed it', async () => {
    const url = '/assets/main-1a2b.js';
    const plain = await app.inject(url);
    expect([plain.body, plain.headers['content-encoding']]).toEqual([script, undefined]);
    expect(plain.headers['cache-control']).toContain('immutable');
    const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.rawPayload).toEqual(brotliCompressSync(script));
    expect(small.headers.etag).not.toBe(plain.headers.etag);
  });

  test('an address that was mistyped shows the page to people and the problem to programs', async () => {
    const people = await app.inject({ url: '/rums', headers: html });
    expect([people.statusCode, people.body]).toEqual([404, page]);
    const programs = await app.inject('/rums');
    expect([programs.statusCode, programs.json().code]).toEqual([404, 'ROUTE_NOT_FOUND']);
    const below = await app.inject({ url: '/api/v1/rums', headers: html });
    expect(below.json().code).toBe('ROUTE_NOT_FOUND');
  });
});

test('pages that were not built are said to be, with what to do, and the API answers', async () => {
  const app = await testApp({ flags: { consoleFolder: join(tmpdir(), 'verdict-no-such-folder') } });
  const reply = await app.inject('/');
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(reply.body).toContain('npm run build:pages');
  expect((await app.inject('/livez')).statusCode).toBe(200);
  await app.close();
});
