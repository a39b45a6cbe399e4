import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as MLflow's client sent it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Recorder {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  readonly stop: () => void;
}

/** Stands between a client and a server and keeps what the client sends. */
export async function startRecorder(server: string): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const between = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', url: path = '/', headers } = request;
    const { host: _host, connection: _connection, ...kept } = headers;
    const body = Buffer.concat(chunks);
    requests.push({ method, path, headers: kept as Record<string, string>, body: body.toString() });
    const passed = ask(`${server}${path}`, { method, headers: kept }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end(body);
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const { port } = between.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () => {
      between.closeAllConnections();
      between.close();
    },
  };
}
