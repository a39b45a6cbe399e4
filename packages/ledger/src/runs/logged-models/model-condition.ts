import type { NumberOp, TextTest } from '../filter/condition.ts';

/** One comparison of a filter of logged models; what a model does not have never matches. */
export type ModelCondition =
  | { readonly entity: 'metric'; readonly key: string; readonly op: NumberOp; readonly value: number }
  | ({ readonly entity: 'param' | 'tag'; readonly key: string } & TextTest)
  | ({ readonly entity: 'attribute'; readonly key: ModelText } & TextTest)
  | { readonly entity: 'attribute'; readonly key: ModelTime; readonly op: NumberOp; readonly value: number };

export const modelTexts = [
  'model_id',
  'experiment_id',
  'name',
  'artifact_location',
  'lifecycle_stage',
  'model_type',
  'source_run_id',
  'status',
  'status_message',
] as const;
export type ModelText = (typeof modelTexts)[number];

export const modelTimes = ['creation_timestamp_ms', 'last_updated_timestamp_ms'] as const;
export type ModelTime = (typeof modelTimes)[number];

const aliases: Readonly<Record<string, ModelTime>> = {
  creation_time: 'creation_timestamp_ms',
  creation_timestamp: 'creation_timestamp_ms',
  last_updated_timestamp: 'last_updated_timestamp_ms',
};

export function attributeNamed(name: string): ModelText | ModelTime | null {
  if (Object.hasOwn(aliases, name)) return aliases[name];
  return [...modelTexts, ...modelTimes].find((known) => known === name) ?? null;
}

export function isTime(key: ModelText | ModelTime): key is ModelTime {
  return (modelTimes as readonly string[]).includes(key);
}
