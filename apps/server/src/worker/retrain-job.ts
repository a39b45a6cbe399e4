import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, type Client, type RetrainResult } from '@verdict/api';
import { Refusal, runInEngine } from '@verdict/engine';
import {
  addDatasetVersion,
  type DatasetVersion,
  getDatasetVersion,
  getJob,
  type JobContext,
  type JobHandler,
  type Ledger,
  listDatasetVersions,
  parseDatasetReference,
  readFrozenRows,
} from '@verdict/ledger';
import type { RetrainJob } from '../plan-retrain.ts';
import { fileBytes, withTempPath } from '../temp-file.ts';
import { gatherLabels } from './gather-labels.ts';
import { JobRefused } from './job-refused.ts';
import { mergeLabels } from './merge-labels.ts';
import { keepRows, writeRows } from './split-frozen.ts';
import { trainJob } from './train-job.ts';

export interface RetrainJobContext {
  readonly ledger: Ledger;
  readonly clientFor: (actor: string, signal: AbortSignal) => Client;
  readonly tempFolder: string;
}

/** What the rows that people labelled remember as their source. */
const source = 'feedback';
/** Labels count that were given before the job was asked for; the clocks of servers differ by as much. */
const clockSkewMs = 60_000;
/** Nobody adds more to one data set while a job is taken up again. */
const mostVersionsSince = 100;
/** Of the progress, what freezing takes; the rest is the training's. */
const freezingShare = 0.1;

/**
 * Learns from what people said: a data version of the rows there were and the labels, a training on it as any other,
 * and the judge. A job that is taken up again after its worker died goes on with the version that it froze.
 */
export function retrainJob({ ledger, clientFor, tempFolder }: RetrainJobContext): JobHandler {
  const train = trainJob({ clientFor, tempFolder });
  return async (input, context) => {
    const wanted = input as RetrainJob;
    const frozen = await freezeLabels({ ledger, tempFolder }, wanted, context);
    const trained = (await train(
      {
        data: frozen.data,
        model: wanted.model,
        ...(wanted.recipe !== null && { recipe: wanted.recipe }),
        ...(wanted.seed !== null && { seed: wanted.seed }),
      },
      {
        ...context,
        progress: (stage, fraction) =>
          context.progress(stage, freezingShare + (1 - freezingShare) * 0.95 * fraction),
      },
    )) as Pick<RetrainResult, 'run_id' | 'model' | 'version'>;
    context.progress('judge', 0.97);
    const client = clientFor(context.createdBy, context.signal);
    const judged = await judge(client, wanted, trained.version);
    return { ...frozen, ...trained, ...judged } satisfies RetrainResult;
  };
}

type Judged = Pick<RetrainResult, 'promoted' | 'judgement' | 'verdict' | 'not_judged'>;

/** That it cannot be judged is no reason to throw a trained candidate away. */
async function judge(client: Client, { model, promote }: RetrainJob, version: number): Promise<Judged> {
  try {
    if (!promote) {
      const { id, verdict } = await client.models.judge(model, { candidate: version });
      return { promoted: false, judgement: id, verdict, not_judged: null };
    }
    const { promoted, from, to, judgement } = await client.models.promote(model, { version });
    return {
      // From itself: a worker that died after it promoted has done it.
      promoted: promoted || from === to,
      judgement: judgement?.id ?? null,
      verdict: judgement?.verdict ?? null,
      not_judged: null,
    };
  } catch (error) {
    if (
      !(error instanceof ApiError && (error.code === 'NOT_JUDGEABLE' || error.code === 'JUDGE_NEEDS_ROWS'))
    ) {
      throw error;
    }
    return { promoted: false, judgement: null, verdict: null, not_judged: error.message };
  }
}

type Frozen = Pick<RetrainResult, 'data' | 'labels' | 'added' | 'relabelled'>;

async function freezeLabels(
  { ledger, tempFolder }: Pick<RetrainJobContext, 'ledger' | 'tempFolder'>,
  { model, data, labels, redact }: RetrainJob,
  { jobId, createdBy, requestId, signal, progress }: JobContext,
): Promise<Frozen> {
  progress('gather', 0);
  const { createdMs } = await getJob(ledger, jobId);
  const { name, number } = parseDatasetReference(data);
  const base = await getDatasetVersion(ledger, name, number);
  const asOfMs = createdMs + clockSkewMs;
  const merge = mergeLabels(
    await gatherLabels(ledger, { model, all: labels === 'all', asOfMs, redact }, signal),
  );
  const known = await frozenBefore(ledger, base, jobId);
  if (known) return { ...known, labels: merge.counts().labels };
  return withTempPath(tempFolder, async (folder) => {
    await mkdir(folder);
    const before = join(folder, 'before.jsonl.gz');
    const said = join(folder, 'feedback.jsonl');
    const out = join(folder, 'frozen.jsonl.gz');
    await keepRows(await readFrozenRows(ledger, base, { signal }), before, { keep: merge.keep, signal });
    const counts = merge.counts();
    if (counts.added + counts.relabelled === 0) {
      throw new JobRefused(
        counts.labels === 0
          ? `There are no labels of ${model} to learn from any more; label some predictions first.`
          : `There is nothing new to learn: what people said of ${counts.labels} texts is in ${data} already.`,
      );
    }
    await writeRows(said, merge.rest(), signal);
    progress('freeze', freezingShare / 2);
    const file = { path: said, name: source, text: 'text', label: 'label' };
    const frozen = await runInEngine(
      'freeze',
      { files: [file], redact, before, beforeSources: base.sources, out },
      { signal, onEvent: () => {} },
    ).catch((error: unknown) => {
      if (signal.aborted || !(error instanceof Refusal)) throw error;
      throw new JobRefused(error.message.replaceAll(`${folder}/`, ''));
    });
    const { version } = await addDatasetVersion(
      ledger,
      { name: createdBy, requestId },
      {
        name,
        frozen,
        body: fileBytes(out),
        message: `${data} with what people said of ${model}: ${counts.added} new, ${counts.relabelled} relabelled, by job ${jobId}.`,
        signal,
      },
    );
    return { data: `${name}@${version.number}`, ...counts };
  });
}

/**
 * What this job froze before its worker died. A label that was changed or taken back meanwhile would make other rows,
 * and the run that there may be is of these.
 */
async function frozenBefore(
  ledger: Ledger,
  base: DatasetVersion,
  jobId: string,
): Promise<Omit<Frozen, 'labels'> | null> {
  const { items } = await listDatasetVersions(ledger, base.dataset, { limit: mostVersionsSince });
  const found = items.find(({ message }) => message.includes(jobId));
  if (!found) return null;
  const added = found.rows - base.rows;
  return {
    data: `${base.dataset}@${found.number}`,
    added,
    relabelled: (found.sources.at(-1)?.rows ?? added) - added,
  };
}
