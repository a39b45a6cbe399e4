import { Worker } from 'node:worker_threads';
import { LearnError, type LearnErrorCode } from '@verdict/learn';
import { type DecodedModel, decodeHere } from './open-model.ts';

export interface ModelDecoder {
  readonly decode: (bytes: Uint8Array) => DecodedModel | Promise<DecodedModel>;
  /** Idempotent. Refuses what is under way. */
  readonly close: () => Promise<void>;
}

export interface DecodeOrder {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export type DecodeReply =
  | { readonly id: number; readonly decoded: DecodedModel }
  | {
      readonly id: number;
      readonly refused: { readonly code: LearnErrorCode | null; readonly message: string };
    };

interface Pending {
  readonly resolve: (decoded: DecodedModel) => void;
  readonly reject: (error: Error) => void;
}

/** Decoding takes some 70 ms a megabyte: smaller files hold up nobody for longer than a long text does. */
const smallBytes = 64 * 1024;

/** A promotion brings several models within moments; afterwards the thread would only keep its 40 MB. */
const idleMs = 5000;

/**
 * Model files are decoded on a thread of their own, which hands the arrays over without copying them, so that answers
 * go on while a model loads. What is left for this thread are the look-up tables.
 */
export function createModelDecoder(): ModelDecoder {
  const pending = new Map<number, Pending>();
  let ids = 0;
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const end = async (reason: Error): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    for (const { reject } of pending.values()) reject(reason);
    pending.clear();
    await ending?.terminate();
  };

  const open = (): Worker => {
    const worker = new Worker(new URL('./decode-thread.ts', import.meta.url));
    worker.on('message', (reply: DecodeReply) => {
      const waiting = pending.get(reply.id);
      pending.delete(reply.id);
      if ('decoded' in reply) waiting?.resolve(reply.decoded);
      else waiting?.reject(revive(reply.refused));
      if (pending.size > 0) return;
      worker.unref();
      idle = setTimeout(() => void end(new Error('the decoding thread was idle')), idleMs).unref();
    });
    const lost = (error: Error): void => {
      // Another one may have taken its place meanwhile.
      if (thread === worker) void end(error);
    };
    worker.on('error', lost);
    worker.on('exit', () => lost(new Error('the decoding thread ended without an answer')));
    return worker;
  };

  return {
    decode: (bytes) => {
      if (bytes.byteLength <= smallBytes) return decodeHere(bytes);
      return new Promise<DecodedModel>((resolve, reject) => {
        if (closed) return reject(new Error('the decoder is closed'));
        clearTimeout(idle);
        thread ??= open();
        thread.ref();
        const id = ids++;
        pending.set(id, { resolve, reject });
        const order: DecodeOrder = { id, bytes };
        thread.postMessage(order);
      });
    },
    close: () => {
      closed = true;
      return end(new Error('the decoder is closed'));
    },
  };
}

function revive({
  code,
  message,
}: {
  readonly code: LearnErrorCode | null;
  readonly message: string;
}): Error {
  return code ? new LearnError(code, message) : new Error(message);
}
