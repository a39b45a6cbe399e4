import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { sendWebhook, type WebhookCall } from './send-webhook.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** A receiver that says these bytes to whatever it is sent. */
async function call(bytes: string, more: Partial<WebhookCall> = {}): Promise<number> {
  const listening = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.write(bytes));
  }).listen(0, '127.0.0.1');
  server = listening;
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const signal = new AbortController().signal;
  const url = `http://127.0.0.1:${port}/`;
  return sendWebhook({ url, body: '{}', headers: {}, reach: 'any', signal, timeoutMs: 500, ...more });
}

describe('a webhook', () => {
  test.each([
    ['what it was answered with', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
    ['a redirect, which it does not follow', 'HTTP/1.1 302 Found\r\nLocation: http://[::1]/\r\n\r\n', 302],
    ['the first of two answers', `${'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'.repeat(2)}`, 200],
    ['an answer whose body breaks off', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', 200],
    [
      'a switch of protocols that nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
      101,
    ],
  ])('tells %s', async (_, bytes, status) => {
    await expect(call(bytes)).resolves.toBe(status);
  });

  test.each([
    ['is no HTTP', 'nonsense\r\n\r\n'],
    ['only announces an answer', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'],
  ])('fails in time where the answer %s', async (_, bytes) => {
    await expect(call(bytes)).rejects.toThrow();
  });

  test('does not lead to an address that is not public', async () => {
    await expect(call('', { reach: 'public' })).rejects.toMatchObject({ code: 'WEBHOOK_REFUSED' });
    const named = call('', { reach: 'public', url: 'http://localhost:9/' });
    await expect(named).rejects.toMatchObject({ code: 'WEBHOOK_REFUSED' });
  });
});
