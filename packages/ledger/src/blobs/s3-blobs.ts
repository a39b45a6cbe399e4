import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { LedgerError } from '../errors.ts';
import { blobAddress, hashOfAddress, isSha256 } from './blob-address.ts';
import { blobUnknown, folderFailed } from './blob-failures.ts';
import type { BlobFacts, BlobStore, PutOptions, StagedBlob, StoredBlob } from './blob-store.ts';
import { checkedBytes } from './checked-bytes.ts';
import { putStaged } from './put-staged.ts';
import { isNotFound, isPassing, s3Failed } from './s3-failures.ts';
import { removeStale, stageFile } from './stage-file.ts';

export interface S3Place {
  readonly bucket: string;
  /** Keys are `PREFIX/sha256/ab/cdef…`; empty for the top of the bucket. */
  readonly prefix: string;
  readonly region?: string;
  /** Of a server that is not Amazon's; buckets are then named in the path. */
  readonly endpoint?: string;
  /** Without them the SDK looks where it always does: AWS_* variables, profiles, the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Bytes wait here while they are hashed, since the key is the hash. Default: a folder in the system's for such. */
  readonly tempFolder?: string;
}

/** What one PUT may carry. More would need uploads in parts, and no model or data set of ours comes near. */
const mostBytes = 5 * 2 ** 30;

/** A server that is there takes far less to accept; one that sends nothing for so long has gone. */
const connectTimeoutMs = 5_000;
const silenceTimeoutMs = 60_000;

const uploadAttempts = 3;

/** Blobs in S3 or what speaks its protocol. The bucket is asked for at once, so that a wrong setting shows at start. */
export async function s3Blobs(place: S3Place): Promise<BlobStore> {
  const { bucket, prefix } = place;
  // 20 MB of SDK that a workspace on files never loads.
  const s3 = await import('@aws-sdk/client-s3');
  const client = new s3.S3Client({
    region: place.region ?? 'us-east-1',
    ...(place.endpoint !== undefined && { endpoint: place.endpoint, forcePathStyle: true }),
    ...(place.credentials && { credentials: place.credentials }),
    // We bring a SHA-256 of our own; the SDK's default, a trailing CRC, is not understood by every server.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: silenceTimeoutMs },
  });
  const temp = place.tempFolder ?? join(tmpdir(), 'verdict-blobs');
  const keyOf = (sha256: string): string => (prefix === '' ? '' : `${prefix}/`) + blobAddress(sha256);
  const failed = (cause: unknown): never => {
    throw s3Failed(bucket, cause);
  };
  try {
    await mkdir(temp, { recursive: true, mode: 0o700 });
    await removeStale(temp, Date.now());
  } catch (cause) {
    throw folderFailed(temp, cause);
  }
  await client.send(new s3.HeadBucketCommand({ Bucket: bucket })).catch((cause: unknown) => {
    throw isNotFound(cause)
      ? new LedgerError('BLOB_STORE_FAILED', `S3 has no bucket ${bucket}; make it, or name another.`, {
          cause,
        })
      : s3Failed(bucket, cause);
  });

  /** Bytes that the store has under this hash; null for none. */
  const head = async (sha256: string): Promise<number | null> => {
    try {
      const reply = await client.send(new s3.HeadObjectCommand({ Bucket: bucket, Key: keyOf(sha256) }));
      return reply.ContentLength ?? 0;
    } catch (cause) {
      return isNotFound(cause) ? null : failed(cause);
    }
  };

  const send = async (
    path: string,
    { sha256, bytes }: BlobFacts,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    // The SDK repeats no request whose body is a stream, so the file is opened again here.
    for (let attempt = 1; ; attempt++) {
      const command = new s3.PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(sha256),
        Body: bytes === 0 ? new Uint8Array() : createReadStream(path),
        ContentLength: bytes,
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      });
      try {
        await client.send(command, signal && { abortSignal: signal });
        return;
      } catch (cause) {
        signal?.throwIfAborted();
        if (attempt === uploadAttempts || !isPassing(cause)) failed(cause);
        await sleep(200 * attempt);
      }
    }
  };

  const stage = async (bytes: AsyncIterable<Uint8Array>, options: PutOptions = {}): Promise<StagedBlob> => {
    const { path, facts } = await stageFile(temp, bytes, { ...options, mostBytes });
    const carry = async (): Promise<void> => {
      if ((await head(facts.sha256)) !== facts.bytes) await send(path, facts, options.signal);
    };
    return {
      ...facts,
      upload: carry,
      // Asks again: whoever collects garbage may have removed it since.
      publish: carry,
      discard: async () => rm(path, { force: true }),
    };
  };

  return {
    kind: 's3',
    stage,
    put: (bytes, options) => putStaged(stage(bytes, options)),
    get: async (sha256, { signal } = {}) => {
      signal?.throwIfAborted();
      if (!isSha256(sha256)) throw blobUnknown(sha256);
      const reply = await client
        .send(
          new s3.GetObjectCommand({ Bucket: bucket, Key: keyOf(sha256) }),
          signal && { abortSignal: signal },
        )
        .catch((cause: unknown) => {
          throw isNotFound(cause) ? blobUnknown(sha256) : s3Failed(bucket, cause);
        });
      return checkedBytes(sha256, reply.Body as Readable, {
        signal,
        failed: (cause) => s3Failed(bucket, cause),
      });
    },
    has: async (sha256) => isSha256(sha256) && (await head(sha256)) !== null,
    remove: async (sha256) => {
      if (!isSha256(sha256)) return;
      await client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key: keyOf(sha256) })).catch(failed);
    },
    list: async function* (): AsyncGenerator<StoredBlob> {
      let token: string | undefined;
      do {
        const reply = await client
          .send(
            new s3.ListObjectsV2Command({
              Bucket: bucket,
              Prefix: prefix === '' ? 'sha256/' : `${prefix}/sha256/`,
              ContinuationToken: token,
            }),
          )
          .catch(failed);
        for (const { Key = '', Size = 0, LastModified } of reply.Contents ?? []) {
          const sha256 = hashOfAddress(Key);
          if (sha256 !== null) yield { sha256, bytes: Size, storedMs: LastModified?.getTime() ?? Date.now() };
        }
        token = reply.NextContinuationToken;
      } while (token !== undefined);
    },
  };
}
