export { claimLabels, type LabelsToClaim } from './claim-labels.ts';
export { giveLabel, type LabelToGive, skipLabel, undoLabel } from './give-label.ts';
export {
  type GivenLabel,
  type LabelItem,
  type LabelSource,
  labelSources,
  mostCounted,
  type TrainingLabel,
} from './label-task.ts';
export { type LabelsState, labelsState } from './labels-state.ts';
export { trainingLabels } from './training-labels.ts';
