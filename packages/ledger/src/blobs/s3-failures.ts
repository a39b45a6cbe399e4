import { LedgerError } from '../errors.ts';

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

/** What S3, or the way to it, says, with what to do about it. */
export function s3Failed(bucket: string, cause: unknown): LedgerError {
  if (cause instanceof LedgerError) return cause;
  const { name = '', code = '', message = '', $metadata } = cause as Reported;
  const status = $metadata?.httpStatusCode;
  // A reply to HEAD has no body, so the SDK knows no name for it.
  const said = [code || (name === 'Error' ? message : name), status].filter(Boolean).join(', ');
  const sentence =
    name === 'NoSuchBucket'
      ? `S3 has no bucket ${bucket}; make it, or name another.`
      : name === 'CredentialsProviderError'
        ? `There are no credentials for S3's bucket ${bucket}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`
        : status === 401 || status === 403 || /AccessKey|Signature|AccessDenied|Forbidden/.test(name)
          ? `S3 refuses these credentials for the bucket ${bucket} (${said}); check the keys and what they may do.`
          : status !== undefined && status >= 400 && status < 500
            ? `S3 refused a request for the bucket ${bucket} (${said}); check region and endpoint.`
            : `S3 does not answer for the bucket ${bucket} (${said}); try again.`;
  return new LedgerError('BLOB_STORE_FAILED', sentence, { cause });
}

/** Whether the same request may fare better a moment later. */
export function isPassing(cause: unknown): boolean {
  const status = (cause as Reported).$metadata?.httpStatusCode;
  return status === undefined || status === 429 || status >= 500;
}
