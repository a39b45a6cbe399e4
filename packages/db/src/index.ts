export type { Database, Store } from './database.ts';
export { DbError, type DbErrorCode, dbErrorCodes, dbErrors } from './errors.ts';
export type { Migration } from './migrate.ts';
export { openStore, type StorePlace } from './open-store.ts';
export { isForeignKeyViolation, isUniqueViolation, SqlError } from './sql-error.ts';
