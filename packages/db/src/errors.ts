/** Every way in which a database can refuse, one code each. */
export const dbErrors = {
  // the workspace
  WORKSPACE_NEWER: { canRetry: false },
  WORKSPACE_UNUSABLE: { canRetry: false },
  STORE_LOCKED: { canRetry: true },
  // the embedded store
  STORE_OTHER_VERSION: { canRetry: false },
  STORE_UNREADABLE: { canRetry: false },
  STORE_CLOSED: { canRetry: false },
  DISK_FULL: { canRetry: true },
  // PostgreSQL
  DATABASE_UNREACHABLE: { canRetry: true },
  DATABASE_BUSY: { canRetry: true },
  DATABASE_REFUSED: { canRetry: false },
  // the schema
  SCHEMA_NEWER: { canRetry: false },
  SCHEMA_DIFFERENT: { canRetry: false },
  SCHEMA_NAME_INVALID: { canRetry: false },
  // a fault in the code that asks
  OUTER_HANDLE: { canRetry: false },
} as const;

export type DbErrorCode = keyof typeof dbErrors;
export const dbErrorCodes = Object.keys(dbErrors) as DbErrorCode[];

/** Who has a workspace open, and where it answers; without a URL it does not answer yet. */
export interface LockHolder {
  readonly pid: number;
  readonly url: string | null;
}

export class DbError extends Error {
  readonly code: DbErrorCode;
  /** With STORE_LOCKED: through whom the workspace can be reached. */
  readonly holder: LockHolder | null;

  constructor(code: DbErrorCode, message: string, options?: { cause?: unknown; holder?: LockHolder }) {
    super(message, options);
    this.name = 'DbError';
    this.code = code;
    this.holder = options?.holder ?? null;
  }

  get canRetry(): boolean {
    return dbErrors[this.code].canRetry;
  }
}
