import type { Actor, Ledger } from '../ledger.ts';
import { insertEvent } from './event.store.ts';
import type { EventToRecord } from './event.ts';

/** To be called inside the transaction that makes the change, so that neither is there without the other. */
export async function recordEvent(ledger: Ledger, by: Actor, event: EventToRecord): Promise<void> {
  await insertEvent(ledger.sql, by, ledger.clock(), event);
}
