import type { RecordInput } from '../routes/record/record-input.ts';

/** What the calls of MLflow's API are made of. */
export type MlflowInput = RecordInput;
