import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RemoteConfig } from '../config/config.ts';
import { DvcError, throwIfAborted } from '../errors.ts';
import type { Remote, RemoteObject, Transfer, TransferFailure, TransferOptions } from './remote.ts';
import { isHopeless, isNotFound, isPassing, s3Failed } from './s3-failures.ts';
import { inJobs, inParts } from './s3-jobs.ts';
import { leapfrog, type Page } from './s3-leapfrog.ts';
import { s3Settings } from './s3-settings.ts';
import { uploadFile } from './s3-upload.ts';

/** A request waits for the network far longer than it computes; DVC takes four a core. */
const defaultJobs = 32;
const attempts = 3;
/** Larger bodies are streamed; smaller ones cost less in one piece. */
const mostInMemory = 2 ** 20;

/** Objects below a path of a bucket, in Amazon's S3 or what speaks its protocol. */
export async function openS3Remote(config: RemoteConfig): Promise<Remote> {
  const settings = s3Settings(config);
  const { bucket, prefix } = settings;
  // 20 MB of SDK that a remote in a folder never loads.
  const sdk = await import('@aws-sdk/client-s3');
  let client = new sdk.S3Client(settings.client);
  // DVC asks nobody for a region where none is told; Amazon sends on to the right one.
  await client.config.region().catch(() => {
    client = new sdk.S3Client({ ...settings.client, region: 'us-east-1' });
  });
  const top = prefix === '' ? '' : `${prefix}/`;
  const failed = (cause: unknown): DvcError => s3Failed(config.name, bucket, cause);
  const jobsOf = (asked: number | undefined): number =>
    asked ?? (/^[1-9]\d{0,3}$/.test(config.options.jobs ?? '') ? Number(config.options.jobs) : defaultJobs);

  const page = async (Prefix: string, StartAfter: string, MaxKeys: number, abortSignal?: AbortSignal) => {
    const command = new sdk.ListObjectsV2Command({
      Bucket: bucket,
      ...(Prefix !== '' && { Prefix }),
      ...(StartAfter !== '' && { StartAfter }),
      MaxKeys,
    });
    const reply = await client.send(command, abortSignal && { abortSignal }).catch((cause: unknown) => {
      throw failed(cause);
    });
    return { objects: reply.Contents ?? [], isEnd: reply.IsTruncated !== true };
  };

  const get = async (key: string, abortSignal?: AbortSignal) => {
    const command = new sdk.GetObjectCommand({ ...settings.read, Bucket: bucket, Key: top + key });
    const reply = await client.send(command, abortSignal && { abortSignal });
    return { body: reply.Body as Readable, size: reply.ContentLength ?? Number.POSITIVE_INFINITY };
  };

  const receive = async ({ key, path }: Transfer, signal: AbortSignal): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const { body, size } = await get(key, signal);
        if (size <= mostInMemory) await writeFile(path, await wholeOf(body, size), { signal });
        else await pipeline(body, createWriteStream(path), { signal });
        return;
      } catch (cause) {
        await rm(path, { force: true });
        if (isNotFound(cause)) throw objectMissing(config.name, key, cause);
        if (attempt === attempts || signal.aborted || !isPassing(cause)) throw cause;
        await sleep(200 * attempt);
      }
    }
  };

  /** What fails alone is reported; what would fail every other too ends it all. */
  const carry = async (
    transfers: readonly Transfer[],
    { jobs, signal, onDone }: TransferOptions,
    one: (transfer: Transfer, signal: AbortSignal) => Promise<void>,
  ): Promise<readonly TransferFailure[]> => {
    throwIfAborted(signal);
    const failures: TransferFailure[] = [];
    const own = new AbortController();
    const both = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
    await inJobs(transfers, jobsOf(jobs), async (transfer) => {
      try {
        await one(transfer, both);
      } catch (cause) {
        throwIfAborted(signal);
        const error = isOfFiles(cause) ? cause : failed(cause);
        if (isHopeless(error)) {
          own.abort();
          throw error;
        }
        failures.push({ transfer, error });
        return;
      }
      onDone?.(transfer);
    });
    return failures;
  };

  return {
    name: config.name,
    url: `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`,
    existing: async (keys, { jobs, signal } = {}) => {
      throwIfAborted(signal);
      const ask: Page = async (after, most) => {
        const { objects, isEnd } = await page(top, top + after, most, signal);
        return { keys: objects.map(({ Key = '' }) => Key.slice(top.length)), isEnd };
      };
      const found = new Set<string>();
      const sorted = [...new Set(keys)].sort();
      const wanted = jobsOf(jobs);
      await inJobs(inParts(sorted, wanted), wanted, async (part) => {
        for (const key of await leapfrog(part, ask)) found.add(key);
      });
      return found;
    },
    list: async function* (below, signal): AsyncGenerator<RemoteObject> {
      let after = '';
      for (;;) {
        throwIfAborted(signal);
        const { objects, isEnd } = await page(top + below, after, 1000, signal);
        for (const { Key = '', Size = 0 } of objects) yield { key: Key.slice(top.length), size: Size };
        if (isEnd || objects.length === 0) return;
        after = objects.at(-1)?.Key ?? '';
      }
    },
    upload: (transfers, options = {}) =>
      carry(transfers, options, ({ key, path }, signal) =>
        uploadFile(path, { sdk, client, settings, key: top + key, md5: md5Of(key) }, signal),
      ),
    download: (transfers, options = {}) => carry(transfers, options, receive),
    read: async function* (key, signal): AsyncGenerator<Uint8Array> {
      throwIfAborted(signal);
      try {
        const { body } = await get(key, signal);
        yield* body as AsyncIterable<Uint8Array>;
      } catch (cause) {
        throwIfAborted(signal);
        throw isNotFound(cause) ? objectMissing(config.name, key, cause) : failed(cause);
      }
    },
    close: async () => client.destroy(),
  };
}

/** Objects of DVC 3 are named by the MD5 of their bytes; those of DVC 2 by that of their text. */
function md5Of(key: string): string | undefined {
  const [, first, rest] = /^files\/md5\/([0-9a-f]{2})\/([0-9a-f]{30})(?:\.dir)?$/.exec(key) ?? [];
  return first === undefined ? undefined : first + rest;
}

function objectMissing(remote: string, key: string, cause: unknown): DvcError {
  return new DvcError(
    'OBJECT_MISSING',
    `The remote ${remote} has no ${key}; push it from where it was added.`,
    { cause },
  );
}

const codesOfFiles = new Set(['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'EMFILE', 'ENOSPC', 'EDQUOT']);

/** Trouble with the file on this machine, not with S3. */
function isOfFiles(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && codesOfFiles.has((cause as NodeJS.ErrnoException).code ?? '');
}

/** A body that ends early is a broken connection, which Node does not tell of by itself. */
async function wholeOf(body: Readable, size: number): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece as Buffer);
  const whole = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  if (whole.length !== size) throw new Error('the connection broke');
  return whole;
}
