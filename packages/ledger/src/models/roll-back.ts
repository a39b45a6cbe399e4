import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText } from '../names.ts';
import { endTrialAfterMove } from '../traffic/end-traffic.ts';
import { findAlias, moveAlias, selectLiving, selectMoves } from './aliases.store.ts';
import { champion } from './model.ts';
import { lockModel } from './models.store.ts';
import { previousChampion } from './previous-champion.ts';

export interface RollbackToMake {
  readonly model: string;
  readonly reason: string;
}

export interface Rollback {
  readonly from: number;
  readonly to: number;
}

/** The version that served before goes back into service. No judge is asked: it has served. */
export async function rollback(
  ledger: Ledger,
  by: Actor,
  { model: name, reason }: RollbackToMake,
): Promise<Rollback> {
  assertText('reason', reason, 2000, { lines: true });
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const from = await findAlias(inside, model.id, champion);
    const living = await selectLiving(inside, model.id);
    const toId = previousChampion(await selectMoves(inside, model.id, champion), (id) => !living.has(id));
    const to = toId === null ? undefined : living.get(toId);
    if (!from || toId === null || to === undefined) {
      const why = from
        ? `no version served before ${name}@${from.number}`
        : `${name} has no version in service`;
      throw new LedgerError(
        'NOTHING_TO_ROLL_BACK',
        `There is nothing to go back to: ${why}; promote another one.`,
      );
    }
    await moveAlias(inside, by, {
      modelId: model.id,
      alias: champion,
      kind: 'rollback',
      fromId: from.id,
      toId,
      reason,
      judgementId: null,
    });
    await recordEvent(inside, by, {
      action: 'model.rolled_back',
      subjectKind: 'model',
      subject: name,
      before: { version: from.number },
      after: { version: to },
      detail: { reason },
    });
    await endTrialAfterMove(inside, by, { model, champion: to });
    return { from: from.number, to };
  });
}
