import { Agent, request as ask } from 'node:http';
import { BenchRefusal } from '../learn/refusal.ts';
import type { RecordedRequest } from './recorder.ts';

export interface Slice {
  readonly requests: number;
  readonly seconds: number;
  /** Of each request. */
  readonly milliseconds: readonly number[];
}

export interface LoadWanted {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** A fresh one each time: ids, times and steps change, everything else is as recorded. */
  readonly next: () => RecordedRequest;
}

/** A closed loop: every connection asks, waits for the whole answer, and asks again. */
export async function load({ url, connections, seconds, next }: LoadWanted): Promise<Slice> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const milliseconds: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const at = performance.now();
      await send(url, next(), agent);
      milliseconds.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  return { requests: milliseconds.length, seconds: took, milliseconds };
}

/** The answer's text; anything but 200 ends the bench, for both sides alike. */
export function send(
  url: string,
  { method, path, headers, body }: RecordedRequest,
  agent?: Agent,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const length = body === '' ? {} : { 'content-length': String(bytes.length) };
    const { 'content-length': _recorded, ...kept } = headers;
    const sent = ask(
      `${url}${path}`,
      { method, headers: { ...kept, ...length, 'accept-encoding': 'identity' }, ...(agent && { agent }) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === 200) resolve(text);
          else
            reject(
              new BenchRefusal(`${method} ${path} was answered ${answer.statusCode}: ${text.slice(0, 300)}`),
            );
        });
      },
    );
    sent.on('error', reject);
    sent.end(bytes);
  });
}
