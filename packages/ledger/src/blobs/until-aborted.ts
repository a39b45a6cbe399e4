import { Readable } from 'node:stream';

/** The same items, but a wait for the next one ends when the signal says so, with its reason. */
export async function* untilAborted<Item>(
  source: AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item> {
  if (!signal) {
    yield* source;
    return;
  }
  signal.throwIfAborted();
  const iterator = source[Symbol.asyncIterator]();
  // One promise a step: racing each step against one long-lived promise would keep every chunk alive.
  let giveUp: (reason: unknown) => void = () => {};
  const stop = (): void => giveUp(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let ended = false;
  try {
    for (;;) {
      const next = await new Promise<IteratorResult<Item>>((resolve, reject) => {
        giveUp = reject;
        if (signal.aborted) reject(signal.reason);
        else iterator.next().then(resolve, reject);
      });
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Not awaited: a source that hangs in `next` hangs in `return` as well.
    if (!ended) void iterator.return?.().catch(() => {});
    if (!ended && source instanceof Readable) source.destroy();
  }
}
