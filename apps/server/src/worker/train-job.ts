import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, TrainJob } from '@verdict/api';
import { Refusal, recordTraining, runInEngine, type TrainEvent, type TrainRequest } from '@verdict/engine';
import { recipes } from '@verdict/learn';
import { type JobContext, type JobHandler, parseDatasetReference } from '@verdict/ledger';
import { withTempPath, writeStream } from '../temp-file.ts';
import { JobRefused } from './job-refused.ts';

export interface TrainJobContext {
  readonly clientFor: (actor: string, signal: AbortSignal) => Client;
  readonly tempFolder: string;
}

/** As `verdict train` does where nothing else is asked. */
const usual = { holdout: 0.2, seed: 42 } as const;

interface FrozenCopy {
  readonly path: string;
  readonly dataset: string;
  readonly number: number;
}

/**
 * Trains on a frozen version and records it, as the command line does. The run's id is made of the job's: a job that
 * is taken up again after its worker died goes on with the run that is there.
 */
export function trainJob({ clientFor, tempFolder }: TrainJobContext): JobHandler {
  return (input, context) =>
    withTempPath(tempFolder, async (folder) => {
      await mkdir(folder);
      const wanted = input as TrainJob;
      const client = clientFor(context.createdBy, context.signal);
      const startMs = Date.now();
      const data = await frozenCopy(client, wanted.data, join(folder, 'data.jsonl.gz'), context.signal);
      const test =
        wanted.test === undefined
          ? null
          : await frozenCopy(client, wanted.test, join(folder, 'test.jsonl.gz'), context.signal);
      const request: TrainRequest = {
        data: data.path,
        test: test?.path ?? null,
        called: { data: nameOf(data), ...(test && { test: nameOf(test) }) },
        name: wanted.model,
        recipe: await recipeOf(wanted.recipe, folder),
        text: null,
        label: null,
        holdout: wanted.holdout ?? (test ? 0 : usual.holdout),
        seed: wanted.seed ?? usual.seed,
        out: join(folder, `${wanted.model}.verdict`),
        sizeBytes: wanted.size_bytes ?? null,
        threads: null,
        positive: wanted.positive ?? null,
        sweep: null,
        report: join(folder, 'report'),
      };
      const report = await train(request, context, folder);
      context.progress('record', trainingShare);
      const recorded = await recordTraining(client, {
        report,
        request,
        reportFolder: request.report,
        modelPath: report.model.path,
        name: wanted.model,
        runId: context.jobId.replaceAll('-', ''),
        experiment: wanted.experiment ?? null,
        startMs,
        data,
        test,
        user: context.createdBy,
        tags: { 'verdict.job': context.jobId },
        signal: context.signal,
      });
      const { version } = recorded.version;
      const result = { run_id: recorded.runId, model: wanted.model, version };
      if (!wanted.promote) return result;
      context.progress('judge', 0.95);
      const { promoted, from, to, judgement } = await client.models.promote(wanted.model, { version });
      // From itself: a worker that died after it promoted has done it.
      return { ...result, promoted: promoted || from === to, judgement: judgement?.id ?? null };
    });
}

/** The rest is recording and judging. */
const trainingShare = 0.9;

async function train(request: TrainRequest, { signal, progress }: JobContext, folder: string) {
  try {
    return await runInEngine('train', request, {
      signal,
      onEvent: (event: TrainEvent) => {
        if (event.kind === 'progress') progress(event.stage, event.fraction * trainingShare);
      },
    });
  } catch (error) {
    if (signal.aborted || !(error instanceof Refusal)) throw error;
    // Of this machine's folders the one who asked knows nothing.
    throw new JobRefused(error.message.replaceAll(`${folder}/`, ''));
  }
}

async function frozenCopy(
  client: Client,
  reference: string,
  path: string,
  signal: AbortSignal,
): Promise<FrozenCopy> {
  const asked = parseDatasetReference(reference);
  // `latest` is looked up once: what came meanwhile is not what the run will say.
  const { dataset, number } = await client.datasets.version(asked.name, asked.number);
  const { body } = await client.datasets.rows(dataset, number);
  if (body) await writeStream(path, body, signal);
  return { path, dataset, number };
}

function nameOf({ dataset, number }: FrozenCopy): string {
  return `${dataset}@${number}`;
}

/** A recipe by its name, or out of JSON; never a path, which would be one on this machine. */
async function recipeOf(recipe: unknown, folder: string): Promise<string | null> {
  if (recipe === undefined || recipe === null) return null;
  if (typeof recipe === 'string') {
    if (recipes.has(recipe)) return recipe;
    throw new JobRefused(
      `There is no recipe ${JSON.stringify(recipe.slice(0, 60))}; there are ${[...recipes.keys()].join(', ')}, or a recipe as JSON.`,
    );
  }
  const path = join(folder, 'recipe.json');
  await writeFile(path, JSON.stringify(recipe));
  return path;
}
