/** Every way in which a database can refuse, one code each. */
export const dbErrors = {
  SCHEMA_NEWER: { canRetry: false },
  SCHEMA_DIFFERENT: { canRetry: false },
  STORE_LOCKED: { canRetry: true },
  STORE_UNREADABLE: { canRetry: false },
  DATABASE_UNREACHABLE: { canRetry: true },
  OUTER_HANDLE: { canRetry: false },
} as const;

export type DbErrorCode = keyof typeof dbErrors;
export const dbErrorCodes = Object.keys(dbErrors) as DbErrorCode[];

export class DbError extends Error {
  readonly code: DbErrorCode;

  constructor(code: DbErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DbError';
    this.code = code;
  }

  get canRetry(): boolean {
    return dbErrors[this.code].canRetry;
  }
}
