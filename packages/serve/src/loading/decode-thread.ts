import { parentPort } from 'node:worker_threads';
import { LearnError } from '@verdict/learn';
import type { DecodeOrder, DecodeReply } from './model-decoder.ts';
import { decodeHere } from './open-model.ts';

parentPort?.on('message', ({ id, bytes }: DecodeOrder) => {
  const reply = answer(id, bytes);
  parentPort?.postMessage(reply, 'decoded' in reply ? buffersOf(reply.decoded.model) : []);
});

function answer(id: number, bytes: Uint8Array): DecodeReply {
  try {
    return { id, decoded: decodeHere(bytes) };
  } catch (error) {
    const code = error instanceof LearnError ? error.code : null;
    return { id, refused: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

/** Handed over instead of copied: a model is twenty megabytes of arrays and a little JSON. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) buffersOf(inner, found);
  }
  return [...found];
}
