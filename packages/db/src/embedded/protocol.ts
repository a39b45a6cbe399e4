/** What crosses between the thread that holds the embedded store and the others. */
export type ToStore =
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'commit' }
  | { readonly id: number; readonly kind: 'close' };

export type StoreRequest =
  | Omit<Extract<ToStore, { kind: 'query' }>, 'id'>
  | Omit<Extract<ToStore, { kind: 'script' }>, 'id'>
  | Omit<Extract<ToStore, { kind: 'commit' | 'close' }>, 'id'>;

export type FromStore =
  | {
      readonly id: number;
      readonly kind: 'done';
      readonly rows: readonly unknown[];
      readonly affected: number | null;
    }
  | { readonly id: number; readonly kind: 'failed'; readonly error: StoreFailure };

/** A PostgreSQL error as plain data: the fields that callers decide by. */
export interface StoreFailure {
  readonly message: string;
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;
  /** ERROR ends a statement, PANIC the store. */
  readonly severity: string | undefined;
}

/** What the thread is started with. */
export interface StoreThreadData {
  readonly folder: string | null;
  /** A data folder as a tar file, to begin a store in memory from. */
  readonly image: string | null;
}
