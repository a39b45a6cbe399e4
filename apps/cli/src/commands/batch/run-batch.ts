import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Batch, BatchPriority } from '@verdict/api';
import { Refusal, WrongUsage } from '@verdict/engine';
import { assertWritable } from '@verdict/engine/models';
import { assertFile } from '../../record/add-file.ts';
import type { RecordConnection } from '../../record/connect-record.ts';
import { download } from '../../record/download.ts';
import { wholeId } from '../../record/find-by-prefix.ts';
import { findJob } from '../../record/find-job.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { percent, rowCount } from '../../terminal/numbers.ts';
import { type Progress, progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';
import { Stopped } from '../../terminal/stopped.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { visible } from '../../terminal/visible.ts';
import { batchFormat, resultFormat } from './batch-file.ts';

export interface BatchAsked {
  /** A file of texts, or the id of a batch that is there. */
  readonly what: string;
  readonly model: string | null;
  readonly out: string | null;
  readonly text: string | null;
  readonly priority: string | null;
  readonly detach: boolean;
}

const priorities: readonly string[] = ['high', 'medium', 'low'] satisfies BatchPriority[];
/** Whole, or as much of it as verdict jobs list shows. */
const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?$/;

const stages = {
  send: 'sending',
  read: 'reading rows',
  wait: 'waiting',
  label: 'labelling',
  fetch: 'fetching',
};
type Stage = keyof typeof stages;

/** Has a worker label a file of texts, shows how far it is, and fetches the results. */
export async function runBatch(asked: BatchAsked, around: Around): Promise<void> {
  const { what, model, out, text, priority, detach } = asked;
  const known = idForm.test(what) && !existsSync(what);
  if (known && (model !== null || text !== null || priority !== null || detach)) {
    throw new WrongUsage('A batch that is there can only be followed and fetched, with --out FILE.');
  }
  if (detach && out !== null) {
    throw new WrongUsage(
      '--detach does not wait for results; fetch them later with verdict batch ID --out FILE.',
    );
  }
  if (priority !== null && !priorities.includes(priority)) {
    throw new Refusal(`--priority is ${JSON.stringify(priority)}; give high, medium or low.`);
  }
  const format = out === null ? null : resultFormat(out);
  if (out !== null) await assertWritable(out);
  if (!known) {
    await assertFile(what, 'a file with a column of texts');
    batchFormat(what);
  }
  const progress = progressOf<Stage>(stages);
  const say = speaker(around);
  try {
    await withRecord(
      around,
      async (record) => {
        const { client } = record;
        const submitted = known ? await find(record, what) : await submit(record, asked, progress);
        if (detach) {
          progress.end();
          if (around.json) say.json(withIsoTimes(submitted));
          else {
            const { job_id, total_texts, model: by } = submitted;
            say.line(
              `${say.paint(['bold', 'green'], job_id)}  ${rowCount(total_texts)} for ${by.name}@${by.version}`,
            );
            say.line(`${say.paint('dim', 'next:')} verdict batch ${job_id} --out results.csv`);
            if (!/^https?:/.test(record.where))
              say.line(say.paint('dim', 'A worker takes it up while verdict up runs.'));
          }
          return;
        }
        const ended = await follow(record, submitted, progress, around);
        const { summary } = await client.batches.page(ended.job_id, { page_size: 1 });
        if (out !== null && format !== null && ended.status === 'done') {
          progress.update('fetch', null);
          const reply = await client.batches.download(ended.job_id, format);
          await download(reply, { path: out, sha256: null, signal: around.signal, what: 'The results' });
        }
        progress.end();
        sayEnd(ended, { labels: summary.labels, out, around });
      },
      // Where no server runs, whoever waits for the batch is the one to do it.
      { worker: !detach },
    );
  } finally {
    progress.end();
  }
}

/** The whole id goes as it is: who may not look at other jobs has nothing to search in. */
async function find({ client }: RecordConnection, id: string): Promise<Batch> {
  return client.batches.get(wholeId.test(id) ? id : (await findJob(client, id)).id);
}

async function submit(
  { client }: RecordConnection,
  { what, model, text, priority }: BatchAsked,
  progress: Progress<Stage>,
): Promise<Batch> {
  const { size } = await stat(what);
  progress.update('send', 0);
  return client.batches.submit({
    body: () => sent(what, size, progress),
    format: batchFormat(what),
    ...(model !== null && { model }),
    ...(text !== null && { text }),
    ...(priority !== null && { priority: priority as BatchPriority }),
  });
}

/** Bytes are told as they leave; what is slow after the last of them is the server, which reads the rows. */
async function* sent(path: string, size: number, progress: Progress<Stage>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield chunk;
    bytes += chunk.length;
    progress.update('send', size > 0 ? Math.min(1, bytes / size) : null);
  }
  progress.update('read', null);
}

/** Until it is over. Ctrl-C stops the following and not the batch. */
async function follow(
  { client, works }: RecordConnection,
  batch: Batch,
  progress: Progress<Stage>,
  { signal }: Around,
): Promise<Batch> {
  let seen = batch;
  try {
    for await (const now of client.batches.watch(batch.job_id, { signal })) {
      seen = now;
      const waits = seen.status === 'queued' && seen.processed_texts === 0;
      progress.update(waits ? 'wait' : 'label', seen.progress_percentage / 100);
    }
    return seen;
  } catch (error) {
    if (!signal.aborted) throw error;
    const goesOn = works ? 'goes on when verdict up runs' : 'goes on';
    throw new Stopped(
      `The batch ${goesOn}; verdict batch ${batch.job_id} follows it, and verdict jobs cancel ${batch.job_id} stops it.`,
    );
  }
}

interface End {
  readonly labels: Readonly<Record<string, number>>;
  readonly out: string | null;
  readonly around: Around;
}

/** Anything but done is a failure, and scripts see it in the exit code. */
function sayEnd(batch: Batch, { labels, out, around }: End): void {
  const say = speaker(around);
  const { job_id, status, total_texts, processed_texts, failed_texts } = batch;
  if (around.json) say.json(withIsoTimes({ ...batch, labels, path: status === 'done' ? out : null }));
  if (status === 'cancelled') {
    throw new Refusal(
      `The batch ${job_id} was cancelled; ${processed_texts} of its ${rowCount(total_texts)} are labelled.`,
    );
  }
  if (status === 'failed') {
    const why = batch.error?.replace(/\.$/, '') ?? 'it does not say why';
    throw new Refusal(`The batch ${job_id} failed: ${why}; submit it again.`);
  }
  if (around.json) return;
  const labelled = Math.max(1, total_texts - failed_texts);
  const shares = Object.entries(labels).map(
    ([label, own]) => `${visible(label)} ${percent(own / labelled, 1)}`,
  );
  say.line(
    `${say.paint(['bold', 'green'], out ?? job_id)}  ${rowCount(total_texts)}: ${shares.join(', ') || 'no label'}`,
  );
  if (failed_texts > 0) say.line(`${rowCount(failed_texts)} could not be labelled and say why.`);
  if (out === null) say.line(`${say.paint('dim', 'next:')} verdict batch ${job_id} --out results.csv`);
}
