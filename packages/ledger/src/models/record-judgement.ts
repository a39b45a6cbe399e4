import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import type { Judgement, JudgementToRecord } from './judgement.ts';
import { insertJudgement, selectJudgement } from './judgements.store.ts';
import { findModel, type ModelRow } from './models.store.ts';
import { findVersion } from './versions.store.ts';

/** What the judge said of a candidate, whatever becomes of it. */
export async function recordJudgement(
  ledger: Ledger,
  by: Actor,
  { model: name, ...judgement }: JudgementToRecord & { readonly model: string },
): Promise<Judgement> {
  return ledger.transaction(async (inside) =>
    keepJudgement(inside, by, await findModel(inside.sql, name), judgement),
  );
}

export async function keepJudgement(
  inside: Ledger,
  by: Actor,
  model: ModelRow,
  judgement: JudgementToRecord,
): Promise<Judgement> {
  const candidate = await findVersion(inside.sql, model, judgement.candidate);
  const champion =
    judgement.champion === null ? null : await findVersion(inside.sql, model, judgement.champion);
  const id = await insertJudgement(
    inside,
    by,
    { modelId: model.id, candidateId: candidate.id, championId: champion?.id ?? null },
    judgement,
  );
  await recordEvent(inside, by, {
    action: 'model.judged',
    subjectKind: 'model',
    subject: model.name,
    after: { version: judgement.candidate, verdict: judgement.verdict },
    detail: {
      judgement: id,
      champion: judgement.champion,
      refused_by: judgement.reasons.filter(({ passed }) => !passed).map(({ rule }) => rule),
    },
  });
  return selectJudgement(inside.sql, id);
}
