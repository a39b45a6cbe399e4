import type * as Wire from '@verdict/api';
import type { Job } from '@verdict/ledger';

export function presentJob(job: Job): Wire.Job {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    input: job.input,
    progress: job.progress,
    result: job.result,
    error: job.error,
    attempts: job.attempts,
    max_attempts: job.maxAttempts,
    due_ms: job.dueMs,
    worker: job.worker,
    cancel_asked: job.cancelAsked,
    created_ms: job.createdMs,
    started_ms: job.startedMs,
    finished_ms: job.finishedMs,
    created_by: job.createdBy,
  };
}
