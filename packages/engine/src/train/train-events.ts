/** Parts of the work in the order in which they begin. */
export type Stage =
  | 'read'
  | 'sweep'
  | 'features'
  | 'fit'
  | 'finish'
  | 'evaluate'
  | 'shrink'
  | 'write'
  | 'report';

/** What is told while a model is being trained. */
export type TrainEvent =
  | { readonly kind: 'progress'; readonly stage: Stage; readonly fraction: number }
  | { readonly kind: 'data'; readonly data: DataSeen };

/** What was read, for people. */
export interface DataSeen {
  readonly path: string;
  readonly rows: number;
  readonly classes: readonly { readonly label: string; readonly rows: number }[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}
