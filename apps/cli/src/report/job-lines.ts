import type { Job } from '@verdict/api';
import { columns, pairs } from '../terminal/columns.ts';
import { duration, rowCount } from '../terminal/numbers.ts';
import { ago, moment } from '../terminal/times.ts';
import { idLength } from './run-lines.ts';

export function jobLines(jobs: readonly Job[], nowMs: number): string[] {
  return columns(
    [
      { title: 'job' },
      { title: 'kind' },
      { title: 'state' },
      { title: 'what', gives: true },
      { title: 'tried', align: 'right' },
      { title: 'when' },
      { title: 'by', gives: true },
    ],
    jobs.map((job) => [
      job.id.slice(0, idLength),
      job.kind,
      job.cancel_asked && job.state === 'running' ? 'stopping' : job.state,
      whatOf(job),
      `${job.attempts}/${job.max_attempts}`,
      ago(job.created_ms, nowMs),
      job.created_by,
    ]),
  );
}

/** "reviews on reviews@2", "reviews on 5,000 rows", "the end of 5f0c…" */
export function whatOf({ input }: Pick<Job, 'input'>): string {
  const { model, data, rows, batch } = (input ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof model === 'string' && typeof rows === 'number') return `${model} on ${rowCount(rows)}`;
  if (typeof batch === 'string') return `the end of ${batch.slice(0, idLength)}`;
  return typeof model === 'string' && typeof data === 'string' ? `${model} on ${data}` : '';
}

export function jobDetails(job: Job): string[] {
  const { state, progress, error, attempts, max_attempts, worker, created_ms, created_by } = job;
  const { started_ms, finished_ms, due_ms, cancel_asked } = job;
  const took =
    started_ms === null || finished_ms === null
      ? ''
      : ` after ${duration((finished_ms - started_ms) / 1000)}`;
  const share =
    progress && state === 'running' ? `, ${progress.stage} ${Math.round(100 * progress.fraction)} %` : '';
  return pairs([
    ['state', `${state}${took}${share}${cancel_asked && state === 'running' ? ', asked to stop' : ''}`],
    ['what', whatOf(job) || null],
    ['tried', `${attempts} of ${max_attempts}`],
    ['error', error?.message ?? null],
    ['asked', `${moment(created_ms)} by ${created_by}`],
    ['due', state === 'queued' ? moment(due_ms) : null],
    ['worker', state === 'running' ? worker : null],
    ['result', resultOf(job)],
  ]);
}

/** "reviews@3 of run 5f0c…, in service" */
export function resultOf({ result }: Pick<Job, 'result'>): string | null {
  if (typeof result !== 'object' || result === null) return null;
  const { model, version, run_id, promoted } = result as Record<string, unknown>;
  if (typeof model !== 'string' || typeof version !== 'number') return JSON.stringify(result);
  const service = promoted === true ? ', in service' : promoted === false ? ', refused by the judge' : '';
  return `${model}@${version} of run ${String(run_id)}${service}`;
}
