import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import { deleteFeedback } from '../predictions/feedback.store.ts';
import { giveFeedback } from '../predictions/give-feedback.ts';
import { isPredictionId } from '../predictions/prediction-id.ts';
import { predictionUnknown } from '../predictions/prediction-unknown.ts';
import { selectPrediction } from '../predictions/predictions.store.ts';
import { findTraffic } from '../traffic/read-traffic.ts';
import { findItem } from './claim-labels.ts';
import { hashOfText } from './hash-of-text.ts';
import { claimMs, type GivenLabel, type LabelItem, skipMs, undoMs } from './label-task.ts';
import { lockTask, type Overruled, type Task, writeTask } from './label-tasks.store.ts';

export interface LabelToGive {
  readonly model: string;
  readonly predictionId: string;
  readonly label: string;
  readonly comment?: string;
}

/** A label is feedback that counts before all other, and ends a dispute, whichever way it decides. */
export async function giveLabel(
  ledger: Ledger,
  by: Actor,
  { model, predictionId, label, comment }: LabelToGive,
): Promise<GivenLabel> {
  return ledger.transaction(async (inside) => {
    const { label: said, text } = await predictionOf(inside, model, predictionId);
    const task = await lockTask(inside, predictionId);
    const given = await giveFeedback(inside, by, {
      predictionId,
      label,
      ...(comment !== undefined && { comment }),
      mayCome: false,
    });
    const nowMs = inside.clock();
    // The same label once more must not forget which feedback it is: taken back, that has to go.
    const again = task?.state === 'labelled' && task.actor === by.name && !given.created;
    const before = task && labelOf(task);
    await writeTask(inside.sql, {
      prediction_id: predictionId,
      model,
      state: 'labelled',
      actor: by.name,
      until_ms: nowMs,
      label,
      said,
      feedback_id: given.created ? given.feedback.id : again ? task.feedback_id : null,
      at_ms: nowMs,
      text_md5: text === null ? null : hashOfText(text),
      overruled: again ? task.overruled : before,
    });
    return {
      predictionId,
      label,
      atMs: nowMs,
      before: before && { label: before.label, actor: before.actor },
    };
  });
}

/** Put aside for a day. What is labelled already stays so. */
export async function skipLabel(
  ledger: Ledger,
  by: Actor,
  { model, predictionId }: Pick<LabelToGive, 'model' | 'predictionId'>,
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const { text } = await predictionOf(inside, model, predictionId);
    const task = await lockTask(inside, predictionId);
    if (task?.state === 'labelled') return;
    await writeTask(
      inside.sql,
      open(inside, by, { model, predictionId, text, state: 'skipped', forMs: skipMs }),
    );
  });
}

/** The one feedback that is not kept for good, since a slip of the hand was never meant. As if it had not been said: the feedback goes too, and a label that it overruled stands again; else the prediction is the caller's to label again. */
export async function undoLabel(
  ledger: Ledger,
  by: Actor,
  { model, predictionId }: Pick<LabelToGive, 'model' | 'predictionId'>,
): Promise<LabelItem> {
  return ledger.transaction(async (inside) => {
    const { label: said, text } = await predictionOf(inside, model, predictionId);
    const task = await lockTask(inside, predictionId);
    const nowMs = inside.clock();
    if (task === null || task.actor !== by.name || nowMs - task.at_ms > undoMs) {
      throw new LedgerError(
        'LABEL_NOT_YOURS',
        'Only one’s own decision of the last hour can be taken back; label it again to overrule another.',
      );
    }
    if (task.state === 'labelled') {
      if (task.feedback_id !== null) await deleteFeedback(inside.sql, task.feedback_id);
      await recordEvent(inside, by, {
        action: 'label.taken_back',
        subjectKind: 'prediction',
        subject: predictionId,
        before: { label: task.label },
        ...(task.overruled && { after: { label: task.overruled.label } }),
      });
    }
    const reopened = open(inside, by, { model, predictionId, text, state: 'claimed', forMs: claimMs });
    await writeTask(
      inside.sql,
      task.overruled === null ? reopened : { ...reopened, ...standing(task.overruled), said },
    );
    const traffic = await findTraffic(inside, model);
    const found = await findItem(inside, predictionId, traffic?.mode === 'shadow' ? traffic.version : null);
    if (found === null) throw predictionUnknown(predictionId);
    return found.item;
  });
}

interface OpenTask {
  readonly model: string;
  readonly predictionId: string;
  readonly text: string | null;
  readonly state: 'claimed' | 'skipped';
  readonly forMs: number;
}

function open(inside: Ledger, by: Actor, { model, predictionId, text, state, forMs }: OpenTask) {
  const nowMs = inside.clock();
  return {
    prediction_id: predictionId,
    model,
    state,
    actor: by.name,
    until_ms: nowMs + forMs,
    label: null,
    said: null,
    feedback_id: null,
    at_ms: nowMs,
    text_md5: text === null ? null : hashOfText(text),
    overruled: null,
  };
}

function labelOf({ state, actor, label, feedback_id, at_ms }: Task): Overruled | null {
  return state === 'labelled' && label !== null
    ? { actor, label, feedbackId: feedback_id, atMs: at_ms }
    : null;
}

function standing({ actor, label, feedbackId, atMs }: Overruled) {
  return { state: 'labelled' as const, actor, label, feedback_id: feedbackId, until_ms: atMs, at_ms: atMs };
}

async function predictionOf(inside: Ledger, model: string, id: string) {
  if (!isPredictionId(id)) throw predictionUnknown(id);
  const prediction = await selectPrediction(inside.sql, id);
  if (prediction === null) throw predictionUnknown(id);
  if (prediction.model === model) return prediction;
  throw new LedgerError(
    'PREDICTION_UNKNOWN',
    `The prediction ${shown(id)} is none of ${shown(model)}; ask for it under the model that made it.`,
  );
}
