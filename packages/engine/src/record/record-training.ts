import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Client, ModelVersion, Run, UploadBody } from '@verdict/api';
import { Refusal } from '../refusal.ts';
import type { Surroundings } from './surroundings.ts';
import { type PlanInput, type PlannedArtifact, type TrainingPlan, trainingPlan } from './training-plan.ts';

/** The calls that a recording makes. */
export interface RecordingClient {
  readonly runs: Pick<Client['runs'], 'create' | 'log' | 'putArtifact' | 'update'>;
  readonly models: Pick<Client['models'], 'register'>;
}

export interface TrainingToRecord
  extends Pick<PlanInput, 'report' | 'request' | 'experiment' | 'startMs' | 'data' | 'test'> {
  /** Where the report's files are; null for none. */
  readonly reportFolder: string | null;
  /** The model file. */
  readonly modelPath: string;
  /** The model to register a version of. */
  readonly name: string;
  /** Chosen by the caller: the same id again makes no second run. */
  readonly runId: string;
  /** By default those in the report. */
  readonly surroundings?: Surroundings | null;
  /** Who trained; by default whoever the server knows the caller as. */
  readonly user?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
  /** Of the model version. */
  readonly description?: string;
  readonly signal?: AbortSignal;
}

export interface RecordedTraining {
  readonly runId: string;
  readonly version: ModelVersion;
  /** False: this file was registered from this run before. */
  readonly registered: boolean;
}

/**
 * Puts a training on record: a run with its parameters, metrics, inputs and files, and a version of the model. What
 * was sent before is not sent twice, so after a failure the same call goes on where it ended.
 */
export async function recordTraining(
  client: RecordingClient,
  training: TrainingToRecord,
): Promise<RecordedTraining> {
  const { report, surroundings, user = null, tags = {}, signal } = training;
  const recipeSha256 = createHash('sha256').update(JSON.stringify(report.recipe_json)).digest('hex');
  const plan = trainingPlan({
    ...training,
    surroundings: surroundings === undefined ? report.surroundings : surroundings,
    user,
    tags,
    recipeSha256,
  });
  const options = signal ? { signal } : {};
  const run = await client.runs.create(plan.create, options);
  try {
    const { version, registered } = await fillRun(client, training, plan, run);
    return { runId: run.id, version, registered };
  } catch (error) {
    // Without the caller's signal: that it was given up is what is to be recorded. What went wrong first is told.
    if (run.status !== 'finished') {
      const status = signal?.aborted ? 'killed' : 'failed';
      await client.runs.update(run.id, { status }, { timeoutMs: failureMs }).catch(() => {});
    }
    throw error;
  }
}

/** A server that is gone will not hear of it, and the caller waits. */
const failureMs = 5_000;

async function fillRun(
  client: RecordingClient,
  training: TrainingToRecord,
  plan: TrainingPlan,
  run: Run,
): Promise<{ readonly version: ModelVersion; readonly registered: boolean }> {
  const { name, description, modelPath, signal } = training;
  const options = signal ? { signal } : {};
  if (run.status !== 'running' && run.status !== 'finished') {
    await client.runs.update(run.id, { status: 'running' }, options);
  }
  const metrics = unsentMetrics(plan, run);
  await client.runs.log(
    run.id,
    { params: { ...plan.params }, tags: { ...plan.tags }, inputs: [...plan.inputs], metrics },
    options,
  );
  for (const artifact of plan.artifacts) {
    const body = bodyOf(artifact, training);
    if (body === null) continue;
    const kept = await client.runs.putArtifact(run.id, artifact.path, body, options);
    if (artifact.from === 'model' && kept.sha256 !== training.report.model.sha256) {
      throw new Refusal(
        `${modelPath} is no longer the file that was trained; it was changed while it was being recorded. Train again.`,
      );
    }
  }
  const query = { run_id: run.id, ...(description !== undefined && { description }) };
  const registered = await client.models.register(name, fileBody(modelPath), query, options);
  if (run.status !== 'finished') await client.runs.update(run.id, { status: 'finished' }, options);
  return registered;
}

/** A point that the run has as its latest is not added once more under another time. */
function unsentMetrics(plan: TrainingPlan, run: Run): { readonly key: string; readonly value: number }[] {
  return Object.entries(plan.metrics)
    .filter(([key, value]) => run.metrics[key] !== value)
    .map(([key, value]) => ({ key, value }));
}

function bodyOf(artifact: PlannedArtifact, { reportFolder, modelPath }: TrainingToRecord): UploadBody | null {
  switch (artifact.from) {
    case 'text':
      return new TextEncoder().encode(artifact.text);
    case 'model':
      return fileBody(modelPath);
    case 'report':
      return reportFolder === null ? null : fileBody(join(reportFolder, artifact.file));
  }
}

/** Opened again for every attempt. */
function fileBody(path: string): UploadBody {
  return () => chunksOf(path);
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new Refusal(
      `${path} cannot be read (${(cause as Error).message}), and the record needs it; train again.`,
      { cause },
    );
  }
}
