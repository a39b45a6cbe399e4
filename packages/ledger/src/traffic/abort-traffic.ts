import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { lockModel } from '../models/models.store.ts';
import { assertText } from '../names.ts';
import { refuseNoTraffic } from './read-traffic.ts';
import { toldTraffic } from './told-traffic.ts';
import { selectTraffic } from './traffic.store.ts';
import type { Traffic } from './traffic.ts';

export interface AbortToMake {
  readonly model: string;
  readonly reason: string;
  /** The trial that is meant, by its start; without it, whichever is running. */
  readonly startedMs?: number;
}

/**
 * From now on the champion answers everything; the trial stays on record with its reason. Aborting what is aborted, or
 * a trial that another one has followed, changes nothing: several processes may decide it at once, or one of them late.
 */
export async function abortTraffic(
  ledger: Ledger,
  by: Actor,
  { model: name, reason, startedMs }: AbortToMake,
): Promise<Traffic> {
  assertText('reason', reason, 2000, { lines: true });
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const before = await selectTraffic(inside.sql, model.id);
    if (!before) return refuseNoTraffic(name);
    const isMeant = startedMs === undefined || startedMs === before.startedMs;
    if (before.state === 'aborted' || !isMeant) return before;
    const after: Traffic = {
      ...before,
      state: 'aborted',
      reason,
      updatedMs: inside.clock(),
      updatedBy: by.name,
    };
    await inside.sql
      .updateTable('traffic')
      .set({ state: 'aborted', reason, updated_ms: after.updatedMs, updated_by: by.name })
      .where('model_id', '=', model.id)
      .execute();
    await recordEvent(inside, by, {
      action: 'traffic.aborted',
      subjectKind: 'traffic',
      subject: model.name,
      before: toldTraffic(before),
      after: toldTraffic(after),
      detail: { reason },
    });
    return after;
  });
}
