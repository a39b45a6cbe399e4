/**
 * One comparison of a filter. All comparisons of a filter have to hold; what a run does not have matches nothing but
 * IS NULL.
 */
export type Condition =
  | { readonly entity: 'metric'; readonly key: string; readonly op: NumberOp; readonly value: number }
  | ({ readonly entity: 'param' | 'tag'; readonly key: string } & (TextTest | PresenceTest))
  | ({ readonly entity: 'dataset'; readonly key: DatasetField } & TextTest)
  | ({ readonly entity: 'attribute'; readonly key: TextAttribute } & TextTest)
  | {
      readonly entity: 'attribute';
      readonly key: TimeAttribute;
      readonly op: NumberOp;
      readonly value: number;
    };

export type NumberOp = '=' | '!=' | '>' | '>=' | '<' | '<=';
export type TextTest =
  | { readonly op: '=' | '!=' | 'like' | 'ilike'; readonly value: string }
  | { readonly op: 'in' | 'not in'; readonly values: readonly string[] };
/** Whether there is one at all. */
export interface PresenceTest {
  readonly op: 'is null' | 'is not null';
}

export const datasetFields = ['name', 'digest', 'context'] as const;
export type DatasetField = (typeof datasetFields)[number];
export const textAttributes = ['run_id', 'run_name', 'status', 'user_id', 'artifact_uri'] as const;
export type TextAttribute = (typeof textAttributes)[number];
export const timeAttributes = ['start_time', 'end_time'] as const;
export type TimeAttribute = (typeof timeAttributes)[number];

/** Of one column of an order. */
export interface OrderColumn {
  readonly by:
    | { readonly entity: 'metric' | 'param' | 'tag'; readonly key: string }
    | { readonly entity: 'attribute'; readonly key: TextAttribute | TimeAttribute };
  readonly descending: boolean;
}
