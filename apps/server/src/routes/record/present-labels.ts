import type * as Wire from '@verdict/api';
import { type GivenLabel, type LabelItem, type LabelsState, mostCounted } from '@verdict/ledger';
import { presentLogged } from '../../serving/present-logged.ts';
import { presentFeedback } from './present-predictions.ts';

export function presentLabelItem({ prediction, why, feedback, challenger }: LabelItem): Wire.LabelItem {
  return {
    ...presentLogged(prediction),
    text: prediction.text,
    why,
    feedback: feedback && presentFeedback(feedback),
    challenger: challenger && { ...challenger },
  };
}

export function presentLabelsState(state: LabelsState): Wire.LabelsState {
  return {
    model: state.model,
    classes: [...state.classes],
    waiting: { ...state.waiting },
    most_counted: mostCounted,
    labelled: state.labelled,
    labelled_by_label: { ...state.labelledByLabel },
    changed: state.changed,
    said: state.said,
    mine_today: state.mineToday,
    data: state.data && { ...state.data },
  };
}

export function presentGivenLabel({ predictionId, atMs, ...same }: GivenLabel): Wire.GivenLabel {
  return { ...same, prediction_id: predictionId, at_ms: atMs };
}
