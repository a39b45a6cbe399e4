/** What went into a model, out of the record. */
export interface RebuildRequest {
  /** Frozen rows. */
  readonly data: string;
  /** Frozen rows that it was judged on, where these were not held out of `data`. */
  readonly test: string | null;
  /** The recipe as JSON, written out. */
  readonly recipe: unknown;
  readonly seed: number;
  readonly holdout: number;
  readonly positive: string | null;
  readonly sizeBytes: number | null;
  readonly threads: number | null;
  /** Where the model file goes. */
  readonly out: string;
  readonly expected: Expected;
}

/** What the record says of the model file; null where it does not say. */
export interface Expected {
  readonly sha256: string;
  readonly data: string | null;
  readonly node: string | null;
  readonly learn: string | null;
}

export interface RebuildOutcome {
  readonly same: boolean;
  readonly sha256: string;
  readonly expected: string;
  readonly bytes: number;
  readonly path: string;
  /** Sentences: what was not as it was then. Of a file that came out the same, what did not matter. */
  readonly differences: readonly string[];
}
