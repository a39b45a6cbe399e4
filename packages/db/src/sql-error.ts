import { DbError } from './errors.ts';

/** What PostgreSQL, embedded or not, says of a statement that it refused. */
export class SqlError extends Error {
  /** SQLSTATE, such as 23505 for a unique violation. */
  readonly code: string;
  readonly constraint: string | null;
  readonly detail: string | null;

  constructor(
    message: string,
    code: string,
    constraint: string | null,
    detail: string | null,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'SqlError';
    this.code = code;
    this.constraint = constraint;
    this.detail = detail;
  }
}

interface Reported {
  readonly message: string;
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly detail?: string | undefined;
}

export function sqlError(reported: Reported, cause?: unknown): SqlError {
  const { message, code = 'XX000', constraint = null, detail = null } = reported;
  return new SqlError(message, code, constraint, detail, cause);
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof SqlError &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}

export function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof SqlError && error.code === '23503';
}

/** PostgreSQL keeps no NUL, neither in text nor, as \u0000, in jsonb: the value is at fault, not the statement. */
export function isUnstorableText(error: unknown): boolean {
  return error instanceof SqlError && (error.code === '22021' || error.code === '22P05');
}

/** Two transactions got into each other's way and this one gave in: run again from its beginning, it may pass. */
export function isConflict(error: unknown): boolean {
  return error instanceof SqlError && (error.code === '40001' || error.code === '40P01');
}

/** Whether the same call may pass later, as it is. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof DbError) return error.canRetry;
  return isConflict(error) || (error instanceof SqlError && error.code === '55P03');
}
