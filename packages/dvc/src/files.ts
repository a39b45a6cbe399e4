import { DvcError } from './errors.ts';

/** What the file system said, as a sentence; errors of our own pass as they are. */
export function fileError(path: string, error: unknown): Error {
  if (error instanceof DvcError) return error;
  const cause = error as NodeJS.ErrnoException;
  switch (cause.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new DvcError('PATH_MISSING', `There is no ${path}.`, { cause });
    case 'ENOSPC':
    case 'EDQUOT':
      return new DvcError('DISK_FULL', `The disk is full while writing ${path}; make room first.`, { cause });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DvcError(
        'NOT_PERMITTED',
        `This user may not read or write ${path}; change its permissions.`,
        { cause },
      );
    default:
      return cause;
  }
}

export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
