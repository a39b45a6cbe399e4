import { parentPort, workerData } from 'node:worker_threads';
import { createClient, predictEach } from '../src/client/index.ts';

/** Asks from a thread of its own, and says what it heard. */
const client = createClient({ url: workerData.url, retries: { baseMs: 1, maxMs: 2 } });
const answers: unknown[] = [];
for await (const answer of predictEach(client, ['x', 'y'])) answers.push(answer);
const refusal = await client.runs.get('x').catch(({ code, status }) => ({ code, status }));
parentPort?.postMessage({ answers, refusal });
