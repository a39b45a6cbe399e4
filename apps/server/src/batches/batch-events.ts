import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch } from '@verdict/api';

/** How late an event is, at first and at most: a short batch is soon over. Each look is one query by key. */
const firstLookMs = 50;
const lastLookMs = 1000;
/** Below the minute after which proxies close a connection that says nothing. */
const heartbeatMs = 15_000;

/** Server-sent events: how a batch stands, whenever that changes, until it has ended or nobody listens. */
export async function* batchEvents(look: () => Promise<Batch>, signal: AbortSignal): AsyncGenerator<string> {
  let said = '';
  let saidAt = 0;
  for (let lookMs = firstLookMs; ; lookMs = Math.min(2 * lookMs, lastLookMs)) {
    const batch = await look();
    const { status, processed_texts, cancel_asked } = batch;
    const standing = `${status} ${processed_texts} ${cancel_asked}`;
    const now = performance.now();
    if (standing !== said) {
      yield `event: batch\ndata: ${JSON.stringify(batch)}\n\n`;
      said = standing;
      saidAt = now;
    } else if (now - saidAt >= heartbeatMs) {
      yield ': still there\n\n';
      saidAt = now;
    }
    if (status !== 'queued' && status !== 'running') return;
    await sleep(lookMs, undefined, { signal });
  }
}
