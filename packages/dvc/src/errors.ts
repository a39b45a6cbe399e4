/** Every way in which work on a DVC repository can be refused, one code each. */
export const dvcErrorCodes = [
  'REPOSITORY_MISSING',
  'REPOSITORY_LOCKED',
  'CONFIG_INVALID',
  'REMOTE_NOT_CHOSEN',
  'REMOTE_UNKNOWN',
  'REMOTE_UNSUPPORTED',
  'REMOTE_REFUSED',
  'REMOTE_UNREACHABLE',
  'DVC_FILE_CONFLICTED',
  'DVC_FILE_INVALID',
  'TARGET_UNKNOWN',
  'PATH_MISSING',
  'PATH_OUTSIDE',
  'PATH_IGNORED',
  'PATH_OVERLAPS',
  'PATH_IN_GIT',
  'PATH_UNSUITABLE',
  'OBJECT_MISSING',
  'OBJECT_DAMAGED',
  'CHANGES_NOT_SAVED',
  'LINK_IMPOSSIBLE',
  'DISK_FULL',
  'NOT_PERMITTED',
  'ABORTED',
] as const;

export type DvcErrorCode = (typeof dvcErrorCodes)[number];

export class DvcError extends Error {
  readonly code: DvcErrorCode;

  constructor(code: DvcErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'DvcError';
    this.code = code;
  }

  /** Another process ends, a network comes back, a disk is emptied; the rest wants something else. */
  get canRetry(): boolean {
    return (
      this.code === 'REPOSITORY_LOCKED' ||
      this.code === 'REMOTE_UNREACHABLE' ||
      this.code === 'DISK_FULL' ||
      this.code === 'ABORTED'
    );
  }
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new DvcError('ABORTED', 'The work was stopped before its end; start it again.', {
      cause: signal.reason,
    });
}
