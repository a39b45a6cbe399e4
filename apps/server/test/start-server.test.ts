import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { createClient } from '@verdict/api';
import { keepCompiled } from '@verdict/db/testing';
import { decodeModel, encodeModel } from '@verdict/learn';
import { type RunningServer, readConfig, type ServerFlags, startServer } from '@verdict/server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeWorkspace, modelsFolder, workspaceFolder } from './models-folder.ts';
import { smallModelFile } from './small-models.ts';

const file = await smallModelFile();
const newer = await smallModelFile('logreg');
await keepCompiled();
const quiet = { port: 0, logLevel: 'silent' } as const;

async function start(files: Readonly<Record<string, Uint8Array>>, flags: ServerFlags = {}) {
  const folder = await modelsFolder(files);
  const home = flags.home ?? (await workspaceFolder());
  const server = await startServer(
    readConfig({}, { ...quiet, ...flags, home, modelsFolder: flags.modelsFolder ?? folder }),
  );
  onTestFinished(() => server.stop());
  return server;
}

const predict = (url: string, body: string) =>
  fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe('startServer', () => {
  test('registers every model of the folder, and serves the highest version of each name', async () => {
    const server = await start({
      'sentiment-en-9.verdict': file,
      'sentiment-en-10.verdict': newer,
      'a.b-c-1.verdict': file,
      'README.md': new Uint8Array(),
    });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    // The record gives numbers of its own.
    expect(server.models).toEqual([
      { name: 'a.b-c', version: 1 },
      { name: 'sentiment-en', version: 2 },
    ]);
    const reply = await predict(server.url, '{"text":"A warm film"}');
    expect(await reply.json()).toMatchObject({ model: { name: 'sentiment-en', version: 2 } });
    const { models } = createClient({ url: server.url });
    expect(await models.get('sentiment-en')).toMatchObject({ versions: 2, aliases: { champion: 2 } });
    expect(await models.version('sentiment-en', 2)).toMatchObject({ created_by: 'system', run_id: null });
  });

  test('refuses a body of 50 MB, and the client gets to read so', async () => {
    const server = await start({ 'sentiment-en-1.verdict': file });
    const reply = await predict(server.url, JSON.stringify({ text: 'a'.repeat(50e6) }));
    expect([reply.status, (await reply.json()).code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect((await predict(server.url, '{"text":"a"}')).status).toBe(200);
  });

  test('starts again on the same workspace with nothing new on record, and what was promoted in service', async () => {
    const folder = await modelsFolder({ 'sentiment-en-1.verdict': file });
    const home = await workspaceFolder();
    const config = readConfig({}, { ...quiet, home, modelsFolder: folder });
    const first = await startServer(config);
    const client = createClient({ url: first.url });
    await client.models.register('sentiment-en', newer);
    await client.models.promote('sentiment-en', { version: 2, force: true, reason: 'a test' });
    const { events } = await client.events.list();
    await first.stop();

    const second = await startServer(config);
    onTestFinished(() => second.stop());
    expect(second.models).toEqual([{ name: 'sentiment-en', version: 2 }]);
    expect((await createClient({ url: second.url }).events.list()).events).toEqual(events);
  });

  test('stops once, however often it is told to', async () => {
    const server = await start({ 'sentiment-en-1.verdict': file });
    expect(server.stop()).toBe(server.stop());
    await server.stop();
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow('fetch failed');
  });

  test('does not wait for a connection that never asked anything', async () => {
    const server = await start({});
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    await fetch(`${server.url}/livez`);
    const ended = once(socket, 'close');
    socket.resume();
    const before = performance.now();
    await Promise.all([server.stop(), ended]);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

describe('startServer, refusing', () => {
  // A start that is refused leaves the workspace closed, and the next one opens it.
  let home: string;
  beforeAll(async () => {
    home = await makeWorkspace();
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  test.each(['0.0.0.0', '192.168.1.10', '::', 'example.com'])(
    'refuses to listen on %s, which others reach',
    async (host) => {
      await expect(start({}, { home, host })).rejects.toMatchObject({
        code: 'ADDRESS_NOT_LOOPBACK',
        message: expect.stringMatching(/there is no administrator.*127\.0\.0\.1\.$/),
      });
    },
  );

  test('refuses a folder that is not there', async () => {
    await expect(start({}, { home, modelsFolder: '/nowhere/models' })).rejects.toMatchObject({
      code: 'MODELS_UNREADABLE',
      message: expect.stringContaining('/nowhere/models'),
    });
  });

  test('refuses a default model that the folder does not hold', async () => {
    await expect(start({ 'spam-1.verdict': file }, { home })).rejects.toMatchObject({
      code: 'DEFAULT_MODEL_MISSING',
      message: expect.stringMatching(/sentiment-en.*would be spam;/),
    });
  });

  test.each([
    ['a flipped bit', 'sentiment-en-1.verdict', flipped(file), /sentiment-en-1\.verdict.*checksum/],
    ['a cut', 'sentiment-en-1.verdict', file.slice(0, 1000), /sentiment-en-1\.verdict is refused: /],
    ['nothing in it', 'sentiment-en-1.verdict', new Uint8Array(), /sentiment-en-1\.verdict is refused: /],
    ['no version in its name', 'sentiment.verdict', file, /NAME-VERSION\.verdict/],
    ['other answers than it was made with', 'sentiment-en-1.verdict', forgetful(file), /otherwise than when/],
  ])('refuses a model file with %s, by its name', async (_, name, bytes, message) => {
    await expect(start({ [name]: bytes }, { home })).rejects.toMatchObject({
      code: 'MODEL_REFUSED',
      message: expect.stringMatching(message),
    });
  });
});

describe('a server of an empty models folder', () => {
  let home: string;
  let models: string;
  let server: RunningServer;
  beforeAll(async () => {
    home = await makeWorkspace();
    models = await mkdtemp(join(tmpdir(), 'verdict-server-'));
    server = await startServer(readConfig({}, { ...quiet, home, modelsFolder: models }));
  });
  afterAll(async () => {
    await server.stop();
    for (const folder of [home, models]) await rm(folder, { recursive: true, force: true });
  });

  test('lives, and is not ready', async () => {
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  });

  test('keeps its port to itself: another is refused there', async () => {
    const port = new URL(server.url).port;
    await expect(start({}, { port })).rejects.toMatchObject({
      code: 'ADDRESS_UNAVAILABLE',
      message: expect.stringContaining(`Port ${port} of 127.0.0.1`),
    });
  });

  test('gives what is no HTTP a problem too', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.end('\x16\x03\x01 hello\r\n\r\n');
    const [head, body] = (await readAll(socket)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(body)).toMatchObject({ code: 'HTTP_INVALID', status: 400 });
  });
});

describe('a process that serves', () => {
  test('on SIGTERM finishes the request under way, takes no other, and ends by itself', async () => {
    const folder = await modelsFolder({ 'sentiment-en-1.verdict': file });
    const child = spawn(process.execPath, [new URL('serve.ts', import.meta.url).pathname], {
      env: {
        ...process.env,
        VERDICT_PORT: '0',
        VERDICT_MODELS: folder,
        VERDICT_HOME: await workspaceFolder(),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = await once(child.stdout, 'data');
    const url = String(line).trim();

    const body = '{"text":"A warm film"}';
    const slow = request(`${url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    });
    slow.write(body.slice(0, 5));
    await expect.poll(() => slow.socket?.bytesWritten ?? 0).toBeGreaterThan(0);
    // The bytes are on their way; a round trip on another connection comes after them.
    await fetch(`${url}/livez`);

    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await expect
      .poll(() =>
        fetch(`${url}/livez`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    slow.end(body.slice(5));
    const [reply] = await once(slow, 'response');
    expect(reply.statusCode).toBe(200);
    expect(JSON.parse(await readAll(reply))).toMatchObject({ label: 'positive' });
    expect(await ended).toEqual([0, null]);
  });
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length - 10] ^= 1;
  return copy;
}

/** A sound file whose golden rows say something else. */
function forgetful(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes);
  const golden = model.facts.golden.map((row) => ({ ...row, scores: [...row.scores].reverse() }));
  return encodeModel({ ...model, facts: { ...model.facts, golden } });
}
