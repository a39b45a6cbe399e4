/** What a query gives back. */
export interface QueryOutcome {
  readonly rows: readonly unknown[];
  /** Rows that were inserted, updated or deleted; null where the statement does none of these. */
  readonly affected: number | null;
}

/** One connection, held until it is released. */
export interface Lane {
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<QueryOutcome>;
  /** Rejects where the database rolled back instead, because a statement had failed. */
  readonly commit: () => Promise<void>;
  /** Several statements without parameters, as a migration has them; takes as long as it takes. */
  readonly script: (sql: string) => Promise<void>;
  /** Idempotent. `broken`: whether a transaction is open on it is not known, so nobody else may find it as it is. */
  readonly release: (broken?: boolean) => void;
}

/** A place that keeps tables; each room has a schema of its own in it. */
export interface LaneSource {
  readonly kind: 'embedded' | 'postgres';
  /** A connection whose unqualified names mean tables of this schema. */
  readonly lane: (schema: string) => Promise<Lane>;
  readonly close: () => Promise<void>;
}
