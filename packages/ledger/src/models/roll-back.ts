import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText } from '../names.ts';
import { endTrialAfterMove } from '../traffic/end-traffic.ts';
import { findAlias, moveAlias } from './aliases.store.ts';
import { findRollback } from './find-rollback.ts';
import { champion } from './model.ts';
import { lockModel } from './models.store.ts';

export interface RollbackToMake {
  readonly model: string;
  readonly reason: string;
  /** In service when the caller last looked: of two who press at once, one goes back and the other is told. */
  readonly expectedFrom?: number | null;
}

export interface Rollback {
  readonly from: number;
  readonly to: number;
}

/** The version that served before goes back into service. No judge is asked: it has served. */
export async function rollback(
  ledger: Ledger,
  by: Actor,
  { model: name, reason, expectedFrom }: RollbackToMake,
): Promise<Rollback> {
  assertText('reason', reason, 2000, { lines: true });
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const from = await findAlias(inside, model.id, champion);
    if (expectedFrom !== undefined && expectedFrom !== (from?.number ?? null)) {
      const now = from ? `${name}@${from.number} is in service now` : `nothing of ${name} is in service now`;
      throw new LedgerError(
        'ALIAS_MOVED',
        `It moved since you looked: ${now}; look again before you roll back.`,
      );
    }
    const target = await findRollback(inside, model.id);
    if (!from || !target) {
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
      toId: target.id,
      reason,
      judgementId: null,
    });
    await recordEvent(inside, by, {
      action: 'model.rolled_back',
      subjectKind: 'model',
      subject: name,
      before: { version: from.number },
      after: { version: target.number },
      detail: { reason },
    });
    await endTrialAfterMove(inside, by, { model, champion: target.number });
    return { from: from.number, to: target.number };
  });
}
