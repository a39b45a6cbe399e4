import { DbError } from '../errors.ts';

/** What the file system says of a workspace, as one of ours. */
export function workspaceError(path: string, cause: unknown): DbError {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new DbError('DISK_FULL', `There is no room to write ${path}; make room, then try again.`, {
      cause,
    });
  }
  const remedy = remedies[code] ?? 'check that it is a folder on a local disk that this user may write to';
  return new DbError('WORKSPACE_UNUSABLE', `The workspace cannot be used at ${path} (${code}); ${remedy}.`, {
    cause,
  });
}

const noLinks = 'put the workspace on a local disk whose file system has hard links';
const remedies: Readonly<Record<string, string>> = {
  EACCES: 'give this user the right to write there, or set VERDICT_HOME to another folder',
  EPERM: noLinks,
  EROFS: 'it is read-only; set VERDICT_HOME to another folder',
  // Node's own recursive mkdir says so of a disk that is read-only.
  ENOENT: 'it is not there and cannot be made, as on a read-only disk; set VERDICT_HOME to another folder',
  ENOTSUP: noLinks,
  EOPNOTSUPP: noLinks,
  ENOSYS: noLinks,
  EMLINK: noLinks,
  ENOTDIR: 'a file stands where a folder should; set VERDICT_HOME to another folder',
  EEXIST: 'a file stands where a folder should; set VERDICT_HOME to another folder',
};
