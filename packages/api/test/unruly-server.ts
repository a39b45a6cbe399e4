import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface UnrulyServer {
  readonly url: string;
  /** Bodies as they came, one a request. */
  readonly bodies: readonly string[];
  readonly requests: readonly IncomingMessage[];
}

/** A server that gives one answer after the other, the last one for ever. */
export async function unrulyServer(...answers: readonly [Answer, ...Answer[]]): Promise<UnrulyServer> {
  const bodies: string[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    const at = requests.push(request) - 1;
    bodies[at] = '';
    request.on('data', (chunk) => {
      bodies[at] += String(chunk);
    });
    request.on('end', () => answer(request, response));
    request.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, requests };
}

/** Where nobody listens any more. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

export const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Answer =>
  json(
    {
      type: '',
      code,
      title: '',
      status,
      detail: `It is ${code}.`,
      can_retry: status >= 500,
      request_id: 'r-1',
    },
    status,
    { 'content-type': 'application/problem+json', ...headers },
  );

export const hang: Answer = () => {};

export const cut: Answer = (request) => request.socket.destroy();

/** Says that more comes than does. */
export const cutShort: Answer = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"name":');
  setTimeout(() => request.socket.destroy(), 20);
};
