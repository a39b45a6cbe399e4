import type { Batch } from '../batches.ts';
import { at } from './address.ts';
import { linesOf } from './lines-of.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** How soon a stream that ended before the batch did is opened again. */
const againMs = 1000;

/**
 * The server-sent events of a batch. A proxy, a restart or a sleeping laptop ends a stream; then the batch is asked
 * for, and the stream opened again, until the batch has ended.
 */
export async function* watchBatch(
  { open }: Transport,
  get: (id: string, options?: CallOptions) => Promise<Batch>,
  id: string,
  options: CallOptions = {},
): AsyncGenerator<Batch> {
  const { signal } = options;
  for (;;) {
    const reply = await open(
      {
        method: 'GET',
        path: at`/api/v1/batch/events/${id}`,
        headers: { accept: 'text/event-stream' },
        harmless: true,
      },
      options,
    );
    try {
      for await (const line of linesOf(reply)) {
        if (!line.startsWith('data: ')) continue;
        const batch = JSON.parse(line.slice('data: '.length)) as Batch;
        yield batch;
        if (hasEnded(batch)) return;
      }
    } catch {
      // A broken stream is no broken batch.
      signal?.throwIfAborted();
    }
    await pause(againMs, signal);
    const batch = await get(id, options);
    yield batch;
    if (hasEnded(batch)) return;
  }
}

function hasEnded({ status }: Batch): boolean {
  return status !== 'queued' && status !== 'running';
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
