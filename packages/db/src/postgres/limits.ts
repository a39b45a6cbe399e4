export interface PostgresLimits {
  /** A server that does not answer within this is taken for gone. As long may one wait for a connection of the pool. */
  readonly connectTimeoutMs: number;
  /** Far above the slowest query over a million rows; what takes longer is stuck and holds up others. */
  readonly statementTimeoutMs: number;
  /** Locks are held for one short transaction; who waits longer gives up its own locks and may try again. */
  readonly lockTimeoutMs: number;
  /** A process that stopped inside a transaction must not hold its locks for ever. */
  readonly idleInTransactionTimeoutMs: number;
  /** Where the network swallows everything, the server's own timeouts never arrive: this ends the wait later. */
  readonly answerTimeoutMs: number;
  /** For a migration, which may rewrite a large table, or wait for another replica that does. */
  readonly scriptTimeoutMs: number;
  /** Before the first probe of a silent connection; firewalls forget idle ones after some minutes. */
  readonly keepAliveDelayMs: number;
  /** Connections that nobody needs go back to the server, whose 100 are shared by every replica. */
  readonly idleTimeoutMs: number;
  /** Each is replaced after this, so that a new address behind the same name is found. */
  readonly maxLifetimeSeconds: number;
}

export const postgresLimits: PostgresLimits = {
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 60_000,
  lockTimeoutMs: 10_000,
  idleInTransactionTimeoutMs: 60_000,
  answerTimeoutMs: 70_000,
  scriptTimeoutMs: 6 * 3_600_000,
  keepAliveDelayMs: 30_000,
  idleTimeoutMs: 30_000,
  maxLifetimeSeconds: 1_800,
};

/** A pool a schema. */
export const defaultMaxConnections = 10;
