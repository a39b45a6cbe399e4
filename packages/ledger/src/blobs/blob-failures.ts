import { LedgerError } from '../errors.ts';

interface Reported {
  readonly code?: string;
  readonly message?: string;
}

/** What a file system says while blobs are kept in it, with what to do about it. */
export function folderFailed(folder: string, cause: unknown): LedgerError {
  const { code = '', message = String(cause) } = cause as Reported;
  const sentence =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? `The disk under ${folder} is full (${code}); make room and try again.`
      : code === 'EROFS' || code === 'EACCES' || code === 'EPERM'
        ? `This user may not write in ${folder} (${code}); change its permissions or choose another folder.`
        : code === 'EMFILE' || code === 'ENFILE'
          ? `Too many files are open (${code}); raise the limit and try again.`
          : `The folder ${folder} failed (${code || message}); look at the disk and try again.`;
  return new LedgerError('BLOB_STORE_FAILED', sentence, { cause });
}

/** Codes with which Node says that whoever was sending has gone. */
const gone = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_SOCKET',
  'UND_ERR_BODY_TIMEOUT',
]);

/** An upload that broke off is said so; any other error of the source is the source's own to tell. */
export function sourceFailed(cause: unknown, bytes: number): unknown {
  const { code = '', message = '' } = cause as Reported;
  if (!gone.has(code) && message !== 'aborted' && message !== 'terminated') return cause;
  return new LedgerError(
    'BLOB_CUT_SHORT',
    `The upload broke off after ${bytes} bytes (${code || message}); send it again.`,
    { cause },
  );
}

export function blobUnknown(sha256: string): LedgerError {
  return new LedgerError(
    'BLOB_UNKNOWN',
    `There are no bytes with the hash ${JSON.stringify(sha256.slice(0, 64))}.`,
  );
}

export function blobDamaged(sha256: string, found: string): LedgerError {
  return new LedgerError(
    'BLOB_DAMAGED',
    `The bytes kept as ${sha256} have changed and now hash to ${found}; put the same bytes again, or restore a backup.`,
  );
}
