import type { Readable } from 'node:stream';

/** Bytes by their hash, in a folder or in S3. What is there is whole and never changes. */
export interface BlobStore {
  readonly kind: 'folder' | 's3';
  /**
   * Reads to the end into a place of its own, hashing on the way; what ends early or fails leaves nothing behind.
   * Nobody can get the bytes until they are published.
   */
  readonly stage: (bytes: AsyncIterable<Uint8Array>, options?: PutOptions) => Promise<StagedBlob>;
  /** Stages and publishes. For bytes that the record will refer to, `keepBlob` is the verb. */
  readonly put: (bytes: AsyncIterable<Uint8Array>, options?: PutOptions) => Promise<BlobFacts>;
  /**
   * Rejects with BLOB_UNKNOWN before the first byte where it is not there. The bytes are hashed as they pass and
   * the last of them are held back until the hash is right: a reader of damaged bytes gets BLOB_DAMAGED, never
   * an end.
   */
  readonly get: (sha256: string, options?: { readonly signal?: AbortSignal }) => Promise<Readable>;
  readonly has: (sha256: string) => Promise<boolean>;
  /** Idempotent. */
  readonly remove: (sha256: string) => Promise<void>;
  /** In order of their hashes. */
  readonly list: () => AsyncIterable<StoredBlob>;
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

/** Bytes that are all here, and in the store once `publish` resolves. */
export interface StagedBlob extends BlobFacts {
  /** Carries them as near to the store as takes time: S3 takes them here, a folder has them already. */
  readonly upload: () => Promise<void>;
  /** They are in the store when this resolves; quick after `upload`. */
  readonly publish: () => Promise<void>;
  /** Removes what staging left. To be called in any case, also after `publish`. Idempotent. */
  readonly discard: () => Promise<void>;
}

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
  /** When the store took it in, in milliseconds since 1970. */
  readonly storedMs: number;
}
