import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText } from '../names.ts';
import { endTrialAfterMove } from '../traffic/end-traffic.ts';
import { findAlias, moveAlias } from './aliases.store.ts';
import { decidePromotion } from './decide-promotion.ts';
import type { Judgement, JudgementToRecord } from './judgement.ts';
import { champion } from './model.ts';
import { lockModel } from './models.store.ts';
import { keepJudgement } from './record-judgement.ts';
import { findVersion } from './versions.store.ts';

export interface PromotionToMake {
  readonly model: string;
  readonly version: number;
  /** What the judge said just now; kept, whether the alias moves or not. Null where nobody was asked. */
  readonly judgement: JudgementToRecord | null;
  /** Into service whatever the judge says. The reason is kept. */
  readonly force: boolean;
  readonly reason: string;
  /** In service when the caller last looked; left out where it does not matter. */
  readonly expectedFrom?: number | null;
}

export interface Promotion {
  /** False: the judge refused it, or it was in service already (`from` is `to`). */
  readonly promoted: boolean;
  /** Against the judge, or without one. */
  readonly forced: boolean;
  readonly from: number | null;
  readonly to: number;
  readonly judgement: Judgement | null;
}

/** Judgement, alias, move and event together, or none of them. */
export async function promoteVersion(
  ledger: Ledger,
  by: Actor,
  { model: name, version: number, judgement, force, reason, expectedFrom }: PromotionToMake,
): Promise<Promotion> {
  assertText('reason', reason, 2000, { lines: true });
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const candidate = await findVersion(inside.sql, model, number);
    const from = await findAlias(inside, model.id, champion);
    const decision = decidePromotion({
      model: name,
      candidate,
      champion: from?.number ?? null,
      championServes: from?.format === 'verdict',
      judgement,
      force,
      reason,
      expectedFrom,
    });
    if (decision.kind === 'error') throw new LedgerError(decision.code, decision.message);
    const kept = judgement && (await keepJudgement(inside, by, model, judgement));
    const outcome = { from: from?.number ?? null, to: number, judgement: kept };
    if (decision.kind !== 'move') return { promoted: false, forced: false, ...outcome };

    await moveAlias(inside, by, {
      modelId: model.id,
      alias: champion,
      kind: decision.move,
      fromId: from?.id ?? null,
      toId: candidate.id,
      reason,
      judgementId: kept?.id ?? null,
    });
    const forced = decision.move === 'force';
    await recordEvent(inside, by, {
      action: 'model.promoted',
      subjectKind: 'model',
      subject: name,
      before: from && { version: from.number },
      after: { version: number },
      detail: { judgement: kept?.id ?? null, forced, reason },
    });
    await endTrialAfterMove(inside, by, { model, champion: number });
    return { promoted: true, forced, ...outcome };
  });
}
