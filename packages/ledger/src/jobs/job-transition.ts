import type { JobState } from '../schema/tables.ts';

/** What of a job decides where it may go. */
export interface JobStanding {
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly cancelAsked: boolean;
}

/**
 * `claim`: a worker takes it, or takes it up again from one whose lease ran out. `finish`, `fail`, `return`: its
 * worker is done, has failed, or stops before either. `cancel`: somebody no longer wants it.
 */
export type JobStep =
  | { readonly kind: 'claim' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'return' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'fail'; readonly canRetry: boolean };

export type JobMove =
  | { readonly to: JobStanding; readonly changed: boolean }
  /** `finished`: it has ended otherwise. `not-held`: nobody has it, so nobody can end it. */
  | { readonly refused: 'finished' | 'not-held' };

export function jobTransition(job: JobStanding, step: JobStep): JobMove {
  const { state, attempts, maxAttempts, cancelAsked } = job;
  const go = (to: Partial<JobStanding>): JobMove => ({ to: { ...job, ...to }, changed: true });
  const again = attempts < maxAttempts;

  if (step.kind === 'cancel') {
    if (state === 'queued') return go({ state: 'cancelled' });
    if (state === 'running') return { to: { ...job, cancelAsked: true }, changed: !cancelAsked };
    return state === 'cancelled' ? { to: job, changed: false } : { refused: 'finished' };
  }
  if (step.kind === 'claim') {
    if (state === 'queued') return go({ state: 'running', attempts: attempts + 1 });
    if (state !== 'running') return { refused: 'finished' };
    if (cancelAsked) return go({ state: 'cancelled' });
    return again ? go({ attempts: attempts + 1 }) : go({ state: 'failed' });
  }
  if (state !== 'running') return { refused: 'not-held' };
  // Its effect is there: it is done, although somebody had asked it to stop.
  if (step.kind === 'finish') return go({ state: 'done' });
  if (cancelAsked) return go({ state: 'cancelled' });
  if (step.kind === 'fail') return go({ state: step.canRetry && again ? 'queued' : 'failed' });
  // A worker that stops has not failed: the attempt is given back with the job.
  return go({ state: 'queued', attempts: attempts - 1 });
}
