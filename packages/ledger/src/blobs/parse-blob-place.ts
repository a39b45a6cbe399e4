import { LedgerError } from '../errors.ts';

export type BlobPlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string };

/** Amazon's rule for names of buckets, which other servers keep too. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Characters that every S3 server takes in a key as they are. */
const prefixParts = /^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/;

/** `s3://bucket/prefix`, or a folder. */
export function parseBlobPlace(text: string): BlobPlace {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1].toLowerCase();
  if (scheme === undefined) {
    if (text.trim() === '' || text.includes('\0')) {
      throw new LedgerError(
        'VALUE_INVALID',
        'The place for blobs is empty; give a folder or s3://bucket/prefix.',
      );
    }
    return { kind: 'folder', folder: text };
  }
  const [bucket, ...rest] = text.slice(scheme.length + 3).split('/');
  const prefix = rest.join('/').replace(/\/+$/, '');
  const wrong =
    scheme !== 's3'
      ? `begins with ${scheme}://`
      : !bucketName.test(bucket)
        ? `names the bucket ${JSON.stringify(bucket)}, which no bucket can have`
        : prefix !== '' && (!prefixParts.test(prefix) || prefix.split('/').some((part) => /^\.+$/.test(part)))
          ? `has the prefix ${JSON.stringify(prefix)}, which not every server keeps as it is`
          : null;
  if (wrong !== null) {
    throw new LedgerError(
      'VALUE_INVALID',
      `The place for blobs ${wrong}; give a folder or s3://bucket/prefix.`,
    );
  }
  return { kind: 's3', bucket, prefix };
}
