export type { EvaluateEvent, EvaluateReport, EvaluateRequest } from './evaluate/evaluate-file.ts';
export type {
  FileToFreeze,
  FreezeEvent,
  FreezeRequest,
  FrozenData,
} from './freeze/freeze-request.ts';
export { redaction } from './freeze/redact.ts';
export { judge } from './judge/judge.ts';
export type { ContestantAnswers, JudgeInput } from './judge/judge-input.ts';
export type { Contestant, JudgeEvent, JudgeOutcome, JudgeTask, RowsOf } from './judge/judge-task.ts';
export type { Compared, Judgement, JudgeNumbers, Reason, Rule, SliceNumbers } from './judge/judgement.ts';
export { parsePolicy } from './judge/parse-policy.ts';
export { defaultPolicy, type Policy } from './judge/policy.ts';
export type {
  GatheredTexts,
  GatherRequest,
  LabelledPart,
  LabelledRow,
  LabelRequest,
} from './label/label-request.ts';
export { type TextPacker, textPacker } from './label/text-lines.ts';
export type { ClassJson, IntervalsJson, MetricsJson } from './metrics-json.ts';
export type { Expected, RebuildOutcome, RebuildRequest } from './rebuild/rebuild-request.ts';
export type { GitState } from './record/git-state.ts';
export type { Machine } from './record/machine.ts';
export {
  type RecordedTraining,
  type RecordingClient,
  recordTraining,
  type TrainingToRecord,
} from './record/record-training.ts';
export type { Surroundings } from './record/surroundings.ts';
export type { DatasetNumber } from './record/training-plan.ts';
export { type Failure, failureOf, Refusal, WrongUsage } from './refusal.ts';
export { runInEngine } from './thread/run-in-engine.ts';
export type { DataSeen, Stage, TrainEvent } from './train/train-events.ts';
export type { DataFinding, SweepReport, TrainReport, TrainRequest } from './train/train-request.ts';
