import { diskFull, isDiskFull } from '../embedded/disk-full.ts';
import { DbError } from '../errors.ts';
import { sqlError } from '../sql-error.ts';

/** What the driver or the server says, as one of ours. */
export function postgresError(cause: unknown): Error {
  if (cause instanceof DbError) return cause;
  const { code, message } = cause as { readonly code?: string; readonly message: string };
  if (!isSqlState(code)) return unreachable(code ?? message, cause);
  if (isDiskFull(code)) return diskFull(message);
  if (lost.test(code)) return unreachable(message, cause);
  if (code === '53300') return busy('it has no connection left', cause);
  if (refused.has(code)) {
    return new DbError(
      'DATABASE_REFUSED',
      `The database refuses the connection (${message}); check DATABASE_URL.`,
      {
        cause,
      },
    );
  }
  return sqlError(cause as Parameters<typeof sqlError>[0], cause);
}

export function busy(why: string, cause?: unknown): DbError {
  return new DbError('DATABASE_BUSY', `The database is busy (${why}); try again.`, { cause });
}

function unreachable(why: string, cause: unknown): DbError {
  return new DbError('DATABASE_UNREACHABLE', `The database does not answer (${why}); try again.`, { cause });
}

/** Codes of Node, such as EPIPE, can have five letters too; those of PostgreSQL that do have none. */
function isSqlState(code: string | undefined): code is string {
  return code !== undefined && /^(?=.*[0-9])[0-9A-Z]{5}$/.test(code);
}

/** Class 08 and these are about the connection: shut down, crashed, starting, dropped for idling in a transaction. */
const lost = /^(08|57P0[1235]|25P0[34])/;
/** Wrong password, unknown role, unknown database, no right to connect. */
const refused: ReadonlySet<string> = new Set(['28000', '28P01', '3D000']);
