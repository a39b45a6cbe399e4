/** What a file of texts is to become: the frozen input of a batch. */
export interface GatherRequest {
  /** CSV, TSV, JSONL, JSON or Parquet, plain or gzipped. */
  readonly path: string;
  /** Column of the texts; null: found by its name. */
  readonly text: string | null;
  readonly out: string;
}

export interface GatheredTexts {
  readonly rows: number;
  /** Of the texts, as JSON lines, before they were packed. */
  readonly textsSha256: string;
}

export interface LabelRequest {
  readonly model: string;
  /** As `gather` writes it. */
  readonly input: string;
  readonly fromRow: number;
  /** Where parts are left for whoever asked, who removes them. */
  readonly folder: string;
  /** Longer ones are not labelled, and say so. */
  readonly maxTextLength: number;
  /** Parts that have been taken: one number, in shared memory. The thread stays a few parts ahead of it. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** A part's file is whole: gzipped JSON lines, one a row. */
export interface LabelledPart {
  readonly kind: 'part';
  readonly path: string;
  readonly firstRow: number;
  readonly rows: number;
  readonly failed: number;
  readonly unsure: number;
  /** Rows by label. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A row of the results. */
export type LabelledRow = {
  readonly row: number;
  readonly text: string;
} & (
  | {
      readonly label: string;
      readonly confidence: number;
      readonly scores: Readonly<Record<string, number>>;
      readonly unsure: boolean;
    }
  | { readonly error: { readonly code: 'TEXT_EMPTY' | 'TEXT_OVER_LIMIT'; readonly message: string } }
);
