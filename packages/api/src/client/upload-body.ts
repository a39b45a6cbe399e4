type Bytes = Uint8Array<ArrayBufferLike>;
type Once = Bytes | Blob | ReadableStream<Bytes> | AsyncIterable<Bytes>;

/** Bytes to send. A function is asked again for every attempt; a stream can be sent only once. */
export type UploadBody = Once | (() => Once | Promise<Once>);

export function isRepeatable(body: UploadBody): boolean {
  return typeof body === 'function' || body instanceof Uint8Array || body instanceof Blob;
}

export interface OpenBody {
  readonly init: BodyInit;
  /** Why the caller's own bytes ended early; a broken connection is not that. */
  readonly fault: () => { readonly error: unknown } | null;
}

/** Opens the body for one attempt. */
export async function openBody(body: UploadBody): Promise<OpenBody> {
  const once = typeof body === 'function' ? await body() : body;
  if (once instanceof Uint8Array || once instanceof Blob) {
    return { init: once as BodyInit, fault: () => null };
  }
  let fault: { readonly error: unknown } | null = null;
  const chunks = (once instanceof ReadableStream ? chunksOf(once) : once)[Symbol.asyncIterator]();
  const stream = new ReadableStream<Bytes>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        fault = { error };
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return?.();
    },
  });
  return { init: stream, fault: () => fault };
}

/** Browsers' streams are not all iterable. */
async function* chunksOf(stream: ReadableStream<Bytes>): AsyncIterable<Bytes> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
