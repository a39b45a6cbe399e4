import { LedgerError } from '../errors.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertStorable, assertText, shown } from '../names.ts';
import { decideFeedback } from './decide-feedback.ts';
import { insertFeedback, lockFeedback, selectLatestFeedback } from './feedback.store.ts';
import type { Feedback } from './prediction.ts';
import { isPredictionId, msOfPredictionId } from './prediction-id.ts';
import { predictionUnknown } from './prediction-unknown.ts';
import { selectPrediction } from './predictions.store.ts';

export interface FeedbackToGive {
  readonly predictionId: string;
  /** What would have been right. */
  readonly label: string;
  readonly comment?: string | null;
  /** Whether a young prediction that is not in the log may yet come: false where nothing is logged. */
  readonly mayCome?: boolean;
}

export interface GivenFeedback {
  readonly feedback: Feedback;
  /** False: the same had been said last by the same. */
  readonly created: boolean;
}

/** As long as a class may be named. */
const mostLabelLength = 1000;
/** A remark, with room; it is not the place of documents. */
const mostCommentLength = 2000;

export async function giveFeedback(
  ledger: Ledger,
  by: Actor,
  { predictionId, label, comment: given = null, mayCome = true }: FeedbackToGive,
): Promise<GivenFeedback> {
  if (!isPredictionId(predictionId)) throw predictionUnknown(predictionId);
  const comment = given === '' ? null : given;
  assertStorable('The label', label, mostLabelLength);
  if (comment !== null) assertText('comment', comment, mostCommentLength, { lines: true });
  return ledger.transaction(async (inside) => {
    await lockFeedback(inside, predictionId, by.name);
    const latest = await selectLatestFeedback(inside.sql, predictionId, by.name);
    const logged = await selectPrediction(inside.sql, predictionId);
    const nowMs = inside.clock();
    const classes = Object.keys(logged?.scores ?? {});
    const decided = decideFeedback({
      logged: logged && { classes },
      latest,
      label,
      comment,
      predictedMs: msOfPredictionId(predictionId),
      nowMs,
      mayCome,
    });
    if (decided === 'prediction unknown') throw predictionUnknown(predictionId);
    if (decided === 'label unknown') throw labelUnknown(label, classes);
    if (decided === 'same' && latest) return { feedback: latest, created: false };
    const feedback = await insertFeedback(inside.sql, {
      predictionId,
      label,
      comment,
      actor: by.name,
      requestId: by.requestId,
      atMs: nowMs,
      about: logged && { model: logged.model, version: logged.version, said: logged.label },
    });
    return { feedback, created: true };
  });
}

/** Named in the refusal: so many are read at a glance. */
const classesShown = 20;

function labelUnknown(label: string, classes: readonly string[]): LedgerError {
  const some = classes.slice(0, classesShown).map(shown).join(', ');
  const more = classes.length > classesShown ? `, and ${classes.length - classesShown} more` : '';
  return new LedgerError(
    'LABEL_UNKNOWN',
    `The model has no class ${shown(label)}; give one of ${some}${more}.`,
  );
}
