export type { EvaluateEvent, EvaluateReport, EvaluateRequest } from './evaluate/evaluate-file.ts';
export type { ClassJson, IntervalsJson, MetricsJson } from './metrics-json.ts';
export { type Failure, failureOf, Refusal, WrongUsage } from './refusal.ts';
export { runInEngine } from './thread/run-in-engine.ts';
export type { DataSeen, Stage, TrainEvent } from './train/train-events.ts';
export type { SweepReport, TrainReport, TrainRequest } from './train/train-request.ts';
