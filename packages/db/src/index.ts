export type { Database, DatabaseOptions, Store } from './database.ts';
export { describeSchema } from './describe-schema.ts';
export { DbError, type DbErrorCode, dbErrorCodes, dbErrors, type LockHolder } from './errors.ts';
export type { Migration } from './migrate.ts';
export { openStore, type StorePlace } from './open-store.ts';
export {
  isConflict,
  isForeignKeyViolation,
  isRetryable,
  isUniqueViolation,
  isUnstorableText,
  SqlError,
} from './sql-error.ts';
export { lockHolder } from './workspace/take-lock.ts';
export { workspaceError } from './workspace/workspace-error.ts';
