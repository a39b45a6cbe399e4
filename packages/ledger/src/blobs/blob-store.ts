import type { Readable } from 'node:stream';

/** Bytes by their hash, in a folder or in S3. What is there is whole and never changes. */
export interface BlobStore {
  readonly kind: 'folder' | 's3';
  /** Reads to the end, hashing on the way; what ends early or fails leaves nothing behind. Putting it again is harmless. */
  readonly put: (bytes: AsyncIterable<Uint8Array>, options?: PutOptions) => Promise<BlobFacts>;
  /** Rejects with BLOB_UNKNOWN before the first byte where it is not there. */
  readonly get: (sha256: string, options?: { readonly signal?: AbortSignal }) => Promise<Readable>;
  readonly has: (sha256: string) => Promise<boolean>;
  readonly remove: (sha256: string) => Promise<void>;
  /** Hashes in order. */
  readonly list: () => AsyncIterable<string>;
}

export interface PutOptions {
  readonly signal?: AbortSignal;
  /** Refused where the bytes are others: the caller knew what it was sending. */
  readonly expect?: { readonly sha256?: string; readonly bytes?: number };
}

export interface BlobFacts {
  readonly sha256: string;
  readonly md5: string;
  readonly bytes: number;
}
