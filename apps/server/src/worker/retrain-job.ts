import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, type Client, type RetrainResult } from '@verdict/api';
import { Refusal, runInEngine } from '@verdict/engine';
import {
  addDatasetVersion,
  getDatasetVersion,
  getJob,
  type JobContext,
  type JobHandler,
  type Ledger,
  parseDatasetReference,
  readFrozenRows,
  type TrainingLabel,
  trainingLabels,
} from '@verdict/ledger';
import type { RetrainJob } from '../plan-retrain.ts';
import { fileBytes, withTempPath } from '../temp-file.ts';
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
/** Labels are given one by one; so many characters of them are held in memory. */
const mostCharacters = 200_000_000;
/** Labels count that were given before the job was asked for; the clocks of servers differ by as much. */
const clockSkewMs = 60_000;
/** Of the progress, what freezing takes; the rest is the training's. */
const freezingShare = 0.1;

/**
 * Learns from what people said: a data version of the rows there were and the labels, a training on it as any other,
 * and the judge. A job that is taken up again after its worker died makes the same rows, which are the version that is
 * there, and goes on.
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
  const merge = mergeLabels(await gather(ledger, { model, all: labels === 'all', asOfMs }, signal));
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
        message: `${data} with what people said of ${model}: ${counts.added} new, ${counts.relabelled} relabelled.`,
        signal,
      },
    );
    return { data: `${name}@${version.number}`, ...counts };
  });
}

async function gather(
  ledger: Ledger,
  wanted: { readonly model: string; readonly all: boolean; readonly asOfMs: number },
  signal: AbortSignal,
): Promise<readonly TrainingLabel[]> {
  const labels: TrainingLabel[] = [];
  let characters = 0;
  for await (const page of trainingLabels(ledger, wanted)) {
    signal.throwIfAborted();
    for (const label of page) characters += label.text.length;
    if (characters > mostCharacters) {
      throw new JobRefused(
        `The labelled texts have more than ${mostCharacters.toLocaleString('en')} characters; freeze them from a file instead.`,
      );
    }
    labels.push(...page);
  }
  return labels;
}
