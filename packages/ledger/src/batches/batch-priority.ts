import type { BatchPriority } from './batch.ts';

/**
 * Minutes of head start in the queue: a high one goes before a medium one that came up to ten minutes earlier, and a
 * low one waits at most twenty minutes for high ones that came after it.
 */
const headStartMinutes: Readonly<Record<BatchPriority, number>> = { high: 10, medium: 0, low: -10 };

export function jobPriority(priority: BatchPriority): number {
  return headStartMinutes[priority];
}

export function batchPriority(jobPriority: number): BatchPriority {
  if (jobPriority > 0) return 'high';
  return jobPriority < 0 ? 'low' : 'medium';
}
