/** Something that happened to the record. Written once, in the transaction of what it tells of. */
export interface LedgerEvent {
  readonly id: number;
  readonly atMs: number;
  readonly actor: string;
  readonly requestId: string | null;
  /** As `model.promoted`: the kind of the subject, and what was done to it. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly detail: unknown;
}

export interface EventToRecord {
  readonly action: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly detail?: unknown;
}
