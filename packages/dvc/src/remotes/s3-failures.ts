import { DvcError } from '../errors.ts';

interface Reported {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export function isNotFound(cause: unknown): boolean {
  const { name, $metadata } = cause as Reported;
  return name !== 'NoSuchBucket' && (name === 'NoSuchKey' || $metadata?.httpStatusCode === 404);
}

/** Whether the same request may fare better a moment later. */
export function isPassing(cause: unknown): boolean {
  const { name = '', $metadata } = cause as Reported;
  if (/Credentials|AbortError/.test(name)) return false;
  const status = $metadata?.httpStatusCode;
  return status === undefined || status === 429 || status >= 500;
}

/** Every further transfer would fare alike. */
export function isHopeless(error: Error & { readonly code?: string | undefined }): boolean {
  const { code = '', cause } = error;
  if (code === 'REMOTE_UNREACHABLE') return (cause as Reported)?.$metadata?.httpStatusCode === undefined;
  return /^(REMOTE_REFUSED|ABORTED|ENOSPC|EDQUOT|EROFS)$/.test(code);
}

/** What S3, or the way to it, says, with what to do about it. */
export function s3Failed(remote: string, bucket: string, cause: unknown): DvcError {
  if (cause instanceof DvcError) return cause;
  const { name = '', code = '', message = '', $metadata } = cause as Reported;
  const status = $metadata?.httpStatusCode;
  if (name === 'AbortError')
    return new DvcError('ABORTED', 'The work was stopped before its end; start it again.', { cause });
  // A reply to HEAD has no body, so the SDK knows no name for it.
  const said = [code || (name === 'Error' || name === '' ? message : name), status]
    .filter(Boolean)
    .join(', ');
  const refused = (sentence: string): DvcError => new DvcError('REMOTE_REFUSED', sentence, { cause });
  if (name === 'NoSuchBucket' || (status === 404 && !isNotFound(cause)))
    return refused(
      `The remote ${remote} is in a bucket ${bucket} that is not there; make it, or correct the url.`,
    );
  if (name === 'CredentialsProviderError' || /Could not load credentials/.test(message))
    return refused(
      `There are no credentials for the remote ${remote}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in .dvc/config.local.`,
    );
  if (name === 'BadDigest' || name === 'InvalidDigest')
    return new DvcError(
      'OBJECT_DAMAGED',
      `S3 got other bytes than this object's name says (${said}); take it out of the cache and add its file again.`,
      { cause },
    );
  if (status === 401 || status === 403 || /AccessKey|Signature|AccessDenied|Forbidden/.test(name))
    return refused(
      `The remote ${remote} refuses these credentials for the bucket ${bucket} (${said}); check the keys and what they may do.`,
    );
  if (status !== undefined && status >= 300 && status < 500)
    return refused(
      `The remote ${remote} refused a request for the bucket ${bucket} (${said}); check its region and endpointurl.`,
    );
  return new DvcError(
    'REMOTE_UNREACHABLE',
    `The remote ${remote} does not answer (${said || 'no reason given'}); check its endpointurl and the network, and try again.`,
    { cause },
  );
}
