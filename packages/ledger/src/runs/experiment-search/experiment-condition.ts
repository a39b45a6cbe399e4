import type { NumberOp, PresenceTest, TextTest } from '../filter/condition.ts';

export const experimentTimes = ['creation_time', 'last_update_time'] as const;
export type ExperimentTime = (typeof experimentTimes)[number];
export const experimentAttributes = ['name', 'experiment_id', ...experimentTimes] as const;
export type ExperimentAttribute = (typeof experimentAttributes)[number];

/** One comparison of a filter of experiments. */
export type ExperimentCondition =
  | ({ readonly entity: 'tag'; readonly key: string } & (TextTest | PresenceTest))
  | ({ readonly entity: 'name' } & TextTest)
  | { readonly entity: 'id'; readonly not: boolean; readonly ids: readonly number[] }
  | { readonly entity: ExperimentTime; readonly op: NumberOp; readonly value: number };

export interface ExperimentOrderColumn {
  readonly by: ExperimentAttribute;
  readonly descending: boolean;
}
