import type { JobState } from '../schema/tables.ts';

/** How soon a batch is wanted. */
export const batchPriorities = ['high', 'medium', 'low'] as const;
export type BatchPriority = (typeof batchPriorities)[number];

export interface Webhook {
  readonly url: string;
  /** Signs what is sent; null: it goes unsigned. */
  readonly secret: string | null;
}

/** A job that labels many texts, as it stands. */
export interface TextBatch {
  readonly jobId: string;
  readonly state: JobState;
  readonly priority: BatchPriority;
  readonly model: string;
  readonly version: number;
  readonly modelSha256: string;
  readonly inputSha256: string;
  readonly rows: number;
  /** Of `rows`: what has been written, labelled or not. */
  readonly processed: number;
  /** Of `processed`: rows that have an error in place of a label. */
  readonly failed: number;
  readonly unsure: number;
  readonly cancelAsked: boolean;
  readonly attempts: number;
  readonly error: string | null;
  readonly webhookUrl: string | null;
  readonly createdMs: number;
  readonly startedMs: number | null;
  readonly finishedMs: number | null;
  readonly createdBy: string;
}

/** A piece of the results: consecutive rows in one blob of gzipped JSON lines. */
export interface BatchPart {
  readonly number: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly failed: number;
  readonly unsure: number;
  readonly sha256: string;
  /** Rows by label. */
  readonly counts: Readonly<Record<string, number>>;
}

/** The kind of a batch's job. */
export const batchKind = 'batch';
export const webhookKind = 'webhook';
