import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp } from './test-app.ts';

const app = await testApp({ flags: { requestTimeoutMs: 300 } });
let port = 0;
beforeAll(async () => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => app.close());

/** What is answered to a client that sends this, and then a byte now and again without an end. */
function drip(begins: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(begins));
    const dripping = setInterval(() => socket.write('a'), 50);
    socket.setTimeout(5000);
    socket.on('timeout', () => socket.destroy());
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', reject);
    socket.on('end', () => clearInterval(dripping));
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(received);
    });
    setTimeout(() => socket.destroy(), 4000).unref();
  });
}

const head = 'POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

describe('a client that sends a byte now and again', () => {
  test.each([
    ['of its headers', `${head}X-Long: `],
    ['of its body', `${head}Content-Length: 100000\r\n\r\n`],
  ])('%s is told that its time is over as soon as it is', async (_, begins) => {
    const answer = await drip(begins);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  });
});
