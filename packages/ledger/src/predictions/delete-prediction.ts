import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { blankComments, settleFeedback } from './feedback.store.ts';
import { isPredictionId } from './prediction-id.ts';
import { predictionUnknown } from './prediction-unknown.ts';
import { deleteLabelTask, deletePredictionRow, deleteShadowAnswers } from './predictions.store.ts';

/** Whoever a text is about may ask for this: text, answer and remarks go. Labels stay, which count and tell nothing. */
export async function deletePrediction(ledger: Ledger, by: Actor, id: string): Promise<void> {
  if (!isPredictionId(id)) throw predictionUnknown(id);
  await ledger.transaction(async (inside) => {
    await settleFeedback(inside.sql);
    const deleted = await deletePredictionRow(inside.sql, id);
    if (!deleted) throw predictionUnknown(id);
    await deleteShadowAnswers(inside.sql, id);
    await deleteLabelTask(inside.sql, id);
    await blankComments(inside.sql, id);
    const { model, version } = deleted;
    await recordEvent(inside, by, {
      action: 'prediction.deleted',
      subjectKind: 'prediction',
      subject: id,
      detail: { model, version },
    });
  });
}
