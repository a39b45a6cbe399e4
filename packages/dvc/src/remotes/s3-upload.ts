import { open, readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { isPassing } from './s3-failures.ts';
import { inJobs } from './s3-jobs.ts';
import type { S3Settings } from './s3-settings.ts';

/** Up to here a file is one request and its bytes wait in memory, so that they can be sent again. */
const mostAtOnce = 16 * 2 ** 20;
/** S3 takes 10,000 parts, so this carries files of 625 GB; larger ones get larger parts. */
const partBytes = 64 * 2 ** 20;
const mostParts = 10_000;
/** Of one file at the same time: each holds its bytes in memory. */
const partJobs = 4;
const attempts = 3;

type Sdk = typeof import('@aws-sdk/client-s3');

interface Destination {
  readonly sdk: Sdk;
  readonly client: S3Client;
  readonly settings: S3Settings;
  /** Of the whole bucket. */
  readonly key: string;
  /** The MD5 of the bytes, in hex, where the key tells it; S3 then refuses any others. */
  readonly md5: string | undefined;
}

/** The object appears with the last byte, and not at all if that does not come. */
export async function uploadFile(path: string, to: Destination, signal: AbortSignal): Promise<void> {
  const { size } = await stat(path);
  if (size <= mostAtOnce) return uploadAtOnce(path, to, signal);
  return uploadInParts(path, size, to, signal);
}

async function uploadAtOnce(path: string, to: Destination, abortSignal: AbortSignal): Promise<void> {
  const { sdk, client, settings, key, md5 } = to;
  const put = new sdk.PutObjectCommand({
    ...settings.write,
    Bucket: settings.bucket,
    Key: key,
    Body: await readFile(path),
    ...(md5 !== undefined && { ContentMD5: Buffer.from(md5, 'hex').toString('base64') }),
  });
  await client.send(put, { abortSignal });
}

async function uploadInParts(
  path: string,
  size: number,
  to: Destination,
  signal: AbortSignal,
): Promise<void> {
  const { sdk, client, settings, key } = to;
  const target = { Bucket: settings.bucket, Key: key };
  const abortSignal = signal;
  const { UploadId } = await client.send(
    new sdk.CreateMultipartUploadCommand({ ...settings.write, ...target }),
    { abortSignal },
  );
  const each = Math.max(partBytes, Math.ceil(size / mostParts));
  const numbers = Array.from({ length: Math.ceil(size / each) }, (_, at) => at + 1);
  const tags: string[] = [];
  const file = await open(path, 'r');
  try {
    await inJobs(numbers, partJobs, async (PartNumber) => {
      const from = (PartNumber - 1) * each;
      const Body = Buffer.alloc(Math.min(each, size - from));
      const { bytesRead } = await file.read(Body, 0, Body.length, from);
      if (bytesRead < Body.length) throw new Error(`${path} became shorter while it was sent`);
      for (let attempt = 1; ; attempt++) {
        try {
          const part = new sdk.UploadPartCommand({ ...settings.read, ...target, UploadId, PartNumber, Body });
          tags[PartNumber - 1] = (await client.send(part, { abortSignal })).ETag ?? '';
          return;
        } catch (cause) {
          if (attempt === attempts || signal.aborted || !isPassing(cause)) throw cause;
          await sleep(200 * attempt);
        }
      }
    });
    const Parts = tags.map((ETag, at) => ({ ETag, PartNumber: at + 1 }));
    await client.send(
      new sdk.CompleteMultipartUploadCommand({
        ...settings.read,
        ...target,
        UploadId,
        MultipartUpload: { Parts },
      }),
      { abortSignal },
    );
  } catch (cause) {
    // Parts that nobody puts together are paid for as long as they lie there.
    await client.send(new sdk.AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => {});
    throw cause;
  } finally {
    await file.close();
  }
}
