/** What the bench and the process of one database say to each other. */
export type Place = 'PGlite' | 'PostgreSQL';

export const steps = ['create', 'log', 'search', 'points'] as const;
export type StepName = (typeof steps)[number];

export type ToPlace =
  | {
      readonly kind: 'open';
      readonly place: Place;
      /** Of PostgreSQL, or of the workspace's folder. */
      readonly where: string;
      readonly blobs: string;
    }
  | { readonly kind: 'step'; readonly name: StepName; readonly sizes: Sizes }
  | { readonly kind: 'close' };

export interface Sizes {
  readonly calls: number;
  readonly runs: number;
  readonly points: number;
}

export type FromPlace =
  | { readonly kind: 'opened'; readonly version: string; readonly memory: Memory }
  | { readonly kind: 'measured'; readonly measured: readonly Measured[]; readonly memory: Memory }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly message: string };

/** One line of the table: the same call many times. */
export interface Measured {
  readonly what: string;
  /** How many things the calls did together: runs made, points read. */
  readonly things: number;
  readonly thing: string;
  readonly totalMs: number;
  /** Of every call. */
  readonly callsMs: readonly number[];
}

/** Resident bytes of the process, the store's thread with it. */
export interface Memory {
  readonly beforeOpening: number;
  readonly now: number;
  readonly peak: number;
}
