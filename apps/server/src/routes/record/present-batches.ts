import type * as Wire from '@verdict/api';
import type { TextBatch } from '@verdict/ledger';

export function presentBatch(batch: TextBatch, nowMs: number): Wire.Batch {
  const { rows, processed } = batch;
  return {
    job_id: batch.jobId,
    status: batch.state,
    priority: batch.priority,
    model: { name: batch.model, version: batch.version },
    total_texts: rows,
    processed_texts: processed,
    failed_texts: batch.failed,
    unsure_texts: batch.unsure,
    // Rounded down: 100 is said when all are there.
    progress_percentage: Math.floor((10_000 * processed) / rows) / 100,
    eta_ms: etaMs(batch, nowMs),
    cancel_asked: batch.cancelAsked,
    error: batch.error,
    webhook_url: batch.webhookUrl,
    created_ms: batch.createdMs,
    started_ms: batch.startedMs,
    finished_ms: batch.finishedMs,
    created_by: batch.createdBy,
  };
}

/** At the pace since it began, pauses and all. */
function etaMs({ state, startedMs, processed, rows }: TextBatch, nowMs: number): number | null {
  if (state !== 'running' || startedMs === null || processed === 0) return null;
  const elapsed = Math.max(0, nowMs - startedMs);
  return Math.round(nowMs + (elapsed / processed) * (rows - processed));
}
