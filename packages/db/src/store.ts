/** What a query gives back. */
export interface QueryOutcome {
  readonly rows: readonly unknown[];
  /** Rows that were inserted, updated or deleted; null where the statement does none of these. */
  readonly affected: number | null;
}

/** One connection, held until it is released. */
export interface Lane {
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<QueryOutcome>;
  /** Several statements without parameters, as a migration has them. */
  readonly script: (sql: string) => Promise<void>;
  readonly release: () => void;
}

/** A place that keeps tables; each room has a schema of its own in it. */
export interface LaneSource {
  readonly kind: 'embedded' | 'postgres';
  /** A connection whose unqualified names mean tables of this schema. */
  readonly lane: (schema: string) => Promise<Lane>;
  readonly close: () => Promise<void>;
}
