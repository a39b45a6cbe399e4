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
