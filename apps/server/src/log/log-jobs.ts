import type { JobOutcome } from '@verdict/ledger';
import type { FastifyBaseLogger } from 'fastify';

/** One line a job that a worker no longer holds. */
export function logJobs(log: FastifyBaseLogger): (outcome: JobOutcome) => void {
  return ({ jobId, kind, attempt, durationMs, outcome, error, requestId }) => {
    log[levelOf(outcome)](
      {
        request_id: requestId,
        job_id: jobId,
        kind,
        attempt,
        duration_ms: Math.round(durationMs),
        outcome,
        error_code: (error as { code?: string } | null)?.code ?? null,
        ...(error instanceof Error && { err: error }),
      },
      'job',
    );
  };
}

function levelOf(outcome: JobOutcome['outcome']): 'info' | 'warn' | 'error' {
  if (outcome === 'failed') return 'error';
  return outcome === 'retried' || outcome === 'lost' ? 'warn' : 'info';
}
