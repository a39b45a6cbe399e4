import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LabelledPart, runInEngine } from '@verdict/engine';
import {
  addBatchPart,
  GivesWay,
  getBatch,
  type JobContext,
  type JobHandler,
  keepBlob,
  type Ledger,
  nextBatchPart,
  shouldGiveWay,
  type TextBatch,
} from '@verdict/ledger';
import { fileBytes, withTempPath, writeStream } from '../temp-file.ts';

export interface BatchJobContext {
  readonly ledger: Ledger;
  readonly tempFolder: string;
  readonly maxTextLength: number;
}

/** A restart of the database or of the blob store is waited for; an outage costs an attempt. */
const patienceMs = 60_000;

/**
 * Labels the rows of a batch from wherever it was left. Every part goes on record in a transaction that holds the job,
 * so a worker that was taken for dead adds nothing, and one that died has lost a part at most.
 */
export function batchJob({ ledger, tempFolder, maxTextLength }: BatchJobContext): JobHandler {
  return async (_input, context) => {
    const batch = await getBatch(ledger, context.jobId);
    const { firstRow } = await nextBatchPart(ledger, batch.jobId);
    if (firstRow < batch.rows) {
      await withTempPath(tempFolder, async (folder) => {
        await mkdir(folder);
        await labelFrom(firstRow, { ledger, batch, folder, maxTextLength, context });
      });
    }
    const { processed, failed, unsure } = await getBatch(ledger, batch.jobId);
    if (processed !== batch.rows) throw new Error(`${processed} of ${batch.rows} rows are there at the end`);
    return { rows: processed, failed, unsure };
  };
}

interface Labelling {
  readonly ledger: Ledger;
  readonly batch: TextBatch;
  readonly folder: string;
  readonly maxTextLength: number;
  readonly context: JobContext;
}

async function labelFrom(
  fromRow: number,
  { ledger, batch, folder, maxTextLength, context }: Labelling,
): Promise<void> {
  const [model, input] = await Promise.all([
    spool(ledger, batch.modelSha256, join(folder, 'model.verdict'), context.signal),
    spool(ledger, batch.inputSha256, join(folder, 'input.jsonl.gz'), context.signal),
  ]);
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const taken = new Int32Array(new SharedArrayBuffer(4));
  context.progress('label', fromRow / batch.rows);

  const take = async (part: LabelledPart): Promise<void> => {
    await patiently(() => putOnRecord(ledger, context, part), signal);
    await rm(part.path);
    Atomics.add(taken, 0, 1);
    Atomics.notify(taken, 0);
    const done = part.firstRow + part.rows;
    context.progress('label', done / batch.rows);
    if (done < batch.rows && (await patiently(() => shouldGiveWay(ledger, batch.jobId), signal))) {
      throw new GivesWay();
    }
  };

  let fault: { readonly error: unknown } | null = null;
  let tail: Promise<void> = Promise.resolve();
  const onEvent = (part: LabelledPart): void => {
    tail = tail
      .then(() => (fault ? undefined : take(part)))
      .catch((error: unknown) => {
        fault ??= { error };
        stop.abort();
      });
  };
  try {
    await runInEngine('label', { model, input, fromRow, folder, maxTextLength, taken }, { signal, onEvent });
  } catch (error) {
    fault ??= { error };
  }
  // The folder is removed after this: nobody may be reading from it any more.
  await tail;
  if (fault !== null) throw (fault as { readonly error: unknown }).error;
}

async function putOnRecord(ledger: Ledger, context: JobContext, part: LabelledPart): Promise<void> {
  const { firstRow, rows, failed, unsure, counts } = part;
  const { sha256 } = await keepBlob(ledger, fileBytes(part.path), { signal: context.signal });
  await context.whileHeld((inside) =>
    addBatchPart(inside, context.jobId, { firstRow, rows, failed, unsure, counts, sha256 }),
  );
}

async function spool(ledger: Ledger, sha256: string, path: string, signal: AbortSignal): Promise<string> {
  await writeStream(path, await ledger.blobs.get(sha256, { signal }), signal);
  return path;
}

/** Again while what failed may pass; a lease that ran out meanwhile ends it through the signal. */
async function patiently<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  const until = performance.now() + patienceMs;
  for (let waitMs = 200; ; waitMs = Math.min(5000, 2 * waitMs)) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if ((error as { canRetry?: unknown }).canRetry !== true || performance.now() > until) throw error;
      await sleep(waitMs, undefined, { signal });
    }
  }
}
