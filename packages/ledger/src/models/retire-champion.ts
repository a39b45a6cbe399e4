import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText } from '../names.ts';
import { endTrialAfterMove } from '../traffic/end-traffic.ts';
import { findAlias, moveAlias } from './aliases.store.ts';
import { champion } from './model.ts';
import { lockModel } from './models.store.ts';

/** Takes a model out of service, for instance before it is deleted: nothing answers under its name any more. */
export async function retireChampion(
  ledger: Ledger,
  by: Actor,
  { model: name, reason }: { readonly model: string; readonly reason: string },
): Promise<{ readonly from: number }> {
  assertText('reason', reason, 2000, { lines: true });
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const from = await findAlias(inside, model.id, champion);
    if (!from)
      throw new LedgerError(
        'ALIAS_UNKNOWN',
        `${name} has no version in service; there is nothing to retire.`,
      );
    await moveAlias(inside, by, {
      modelId: model.id,
      alias: champion,
      kind: 'remove',
      fromId: from.id,
      toId: null,
      reason,
      judgementId: null,
    });
    await recordEvent(inside, by, {
      action: 'model.retired',
      subjectKind: 'model',
      subject: name,
      before: { version: from.number },
      detail: { reason },
    });
    await endTrialAfterMove(inside, by, { model, champion: null });
    return { from: from.number };
  });
}
