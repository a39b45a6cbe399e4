import { getEventListeners } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { untilGone } from './until-gone.ts';

/** A server whose answers wait for `answer`, and the signals that it gave its requests. */
async function serverOf(answer: Promise<void>) {
  const stopping = new AbortController();
  const signals: AbortSignal[] = [];
  const app = fastify();
  app.get('/', async (request, reply) => {
    const signal = untilGone(request, reply, stopping.signal);
    // As what has been read to its end and never told so does.
    signal.addEventListener('abort', () => {});
    signals.push(signal);
    await answer;
    return 'done';
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, stopping, signals, url };
}

describe('the signal of a request', () => {
  test('leaves nothing behind with the server when the request is over', async () => {
    const { app, stopping, signals, url } = await serverOf(Promise.resolve());
    const kept = () => getEventListeners(stopping.signal, 'abort').length + dependants(stopping.signal);
    for (let times = 0; times < 3; times++) expect(await (await fetch(url)).text()).toBe('done');
    expect([kept(), signals.map(({ aborted }) => aborted)]).toEqual([0, [false, false, false]]);
    await app.close();
  });

  test.each(['the client leaves', 'the server stops'])('is aborted when %s', async (why) => {
    let release = (): void => {};
    const { app, stopping, signals } = await serverOf(new Promise((resolve) => (release = resolve)));
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await expect.poll(() => signals.length).toBe(1);
    expect(signals[0].aborted).toBe(false);
    if (why === 'the server stops') stopping.abort();
    else socket.destroy();
    await expect.poll(() => signals[0].aborted).toBe(true);
    release();
    socket.destroy();
    await app.close();
  });
});

/** Signals that Node would abort together with this one. */
function dependants(signal: AbortSignal): number {
  const symbol = Object.getOwnPropertySymbols(signal).find(
    ({ description }) => description === 'kDependantSignals',
  );
  const set = symbol && (signal as unknown as Record<symbol, ReadonlySet<unknown> | undefined>)[symbol];
  return set?.size ?? 0;
}
