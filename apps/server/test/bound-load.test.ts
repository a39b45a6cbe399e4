import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { composeApp, readConfig, type ServerFlags } from '@verdict/server';
import { afterEach, expect, test } from 'vitest';
import { smallServedModel } from './small-models.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  // The callers first: a server that closes waits for them.
  for (const close of closers.splice(0).reverse()) await close();
});

async function listening(flags: ServerFlags) {
  const composed = composeApp({
    config: readConfig({}, flags),
    models: [await smallServedModel()],
    clock: Date.now,
  });
  closers.push(() => composed.app.close());
  const url = await composed.app.listen({ host: '127.0.0.1', port: 0 });
  return { ...composed, url };
}

/** A request whose body has still to come: it is under way until `finish`, or until its caller leaves. */
async function begin(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let said = '';
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await once(socket, 'connect');
  closers.push(async () => void socket.destroy());
  const body = '{"text":"a warm film"}';
  socket.write(
    `POST /predict HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  return {
    leave: () => socket.destroy(),
    finish: async (): Promise<string> => {
      socket.write(body);
      while (!said.includes('\r\n\r\n')) await once(socket, 'data');
      return said.slice(0, said.indexOf('\r\n'));
    },
  };
}

const ask = (url: string) =>
  fetch(`${url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"a warm film"}',
  });

test('more requests under way than the bound are refused with a time to come back, and probes are answered', async () => {
  const { url, metrics } = await listening({ maxInFlight: 3 });
  const first = [await begin(url), await begin(url), await begin(url)];
  await expect.poll(metrics.requests.inFlight).toBe(3);
  const beyond = await ask(url);
  expect([beyond.status, beyond.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await beyond.json()).toMatchObject({ code: 'OVERLOADED', can_retry: true });
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  for (const each of first) expect(await each.finish()).toBe('HTTP/1.1 200 OK');
  expect((await ask(url)).status).toBe(200);
});

test('callers that leave make room again', async () => {
  const { url, metrics } = await listening({ maxInFlight: 1 });
  const gone = await begin(url);
  await expect.poll(metrics.requests.inFlight).toBe(1);
  expect((await ask(url)).status).toBe(503);
  gone.leave();
  await expect.poll(metrics.requests.inFlight).toBe(0);
  expect((await ask(url)).status).toBe(200);
});

test('connections beyond the bound are told so and closed; beyond twice the bound they are closed unread', async () => {
  const { url, app } = await listening({ maxConnections: 2 });
  const { port } = app.server.address() as { port: number };
  const open = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  const idle = [await open(), await open()];
  await pause(50);
  const beyond = await ask(url);
  expect([beyond.status, beyond.headers.get('connection')]).toEqual([503, 'close']);
  expect(await beyond.json()).toMatchObject({ code: 'OVERLOADED' });
  const more = [await open(), await open()];
  await pause(50);
  const unread = await open();
  if (!unread.closed) await once(unread, 'close');
  for (const socket of [...idle, ...more]) socket.destroy();
  await pause(50);
  expect((await ask(url)).status).toBe(200);
});

test('a server that is leaving says so to probes, answers others, and ends their connections', async () => {
  const { url, draining } = await listening({});
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  draining.begin();
  draining.begin();
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, (await ready.json()).code]).toEqual([503, 'STOPPING']);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  expect((await fetch(`${url}/startupz`)).status).toBe(200);
  const answered = await ask(url);
  expect([answered.status, answered.headers.get('connection')]).toEqual([200, 'close']);
});
