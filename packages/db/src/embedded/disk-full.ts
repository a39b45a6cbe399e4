import { statfs } from 'node:fs/promises';
import { DbError } from '../errors.ts';

/** SQLSTATE 53100. */
export function isDiskFull(code: string | undefined): boolean {
  return code === '53100';
}

export function diskFull(detail: string): DbError {
  return new DbError(
    'DISK_FULL',
    `The disk of the database is full (${detail}); make room, then try again. What was acknowledged is kept.`,
  );
}

/** Recovery writes at least one piece of the log, of 16 MiB. */
const roomToOpenBytes = 16 * 1024 * 1024;

export async function lacksRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < roomToOpenBytes;
}
