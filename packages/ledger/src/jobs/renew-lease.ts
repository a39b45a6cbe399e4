import type { Ledger } from '../ledger.ts';
import type { JobProgress } from './job.ts';
import { extendLease } from './jobs.store.ts';

export interface Renewal {
  readonly id: string;
  readonly token: string;
  readonly leaseMs: number;
  /** Null leaves what was said last. */
  readonly progress: JobProgress | null;
}

/**
 * `cancel`: go on holding it until the work has stopped, then fail it. `lost`: another has it, or it has ended;
 * nothing that is done for it now will count. A lease that ran out and that nobody took is as good as new.
 */
export async function renewLease(ledger: Ledger, renewal: Renewal): Promise<'ok' | 'cancel' | 'lost'> {
  const cancelAsked = await extendLease(ledger, renewal);
  if (cancelAsked === null) return 'lost';
  return cancelAsked ? 'cancel' : 'ok';
}
