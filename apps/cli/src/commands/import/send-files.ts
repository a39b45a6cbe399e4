import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Client } from '@verdict/api';
import type { FoundFile } from './find-files.ts';
import type { Tally } from './tally.ts';

/** One call tells of so many; a few thousand runs share most of their files. */
const filesAtOnce = 500;
/** Whole in memory up to here. */
const smallBytes = 1_000_000;
/** What goes in packs: as base64 within what the server takes in one text, in one list and in one body. */
const packedBytes = 200_000;
const packedFiles = 200;
const packBytes = 8_000_000;
/** Of different files: each waits for a disk or a bucket, not for a processor. */
const uploadsAtOnce = 6;

interface Hashed extends FoundFile {
  readonly sha256: string;
}

/** Tells the record of the files, sends the bytes that it lacks, and tells it again of those. */
export async function sendFiles(client: Client, files: readonly FoundFile[], tally: Tally): Promise<void> {
  for (let at = 0; at < files.length; at += filesAtOnce) {
    const hashed = await inTurn(files.slice(at, at + filesAtOnce), async (file) => {
      const sha256 = await hashOf(file).catch((error: Error) => {
        tally.refuse({ subject: file.file, reason: `It cannot be read (${error.message}).` });
        return null;
      });
      return sha256 === null ? [] : [{ ...file, sha256 }];
    });
    const missing = await tell(client, hashed, tally);
    if (missing.size === 0) continue;
    const first = new Map(hashed.map((file) => [file.sha256, file]));
    const lacking = [...missing].flatMap((sha256) => first.get(sha256) ?? []);
    const sent = new Set(
      await inTurn(packsOf(lacking), async (pack) => {
        const done = await sendPack(client, pack, tally);
        tally.addBytes(done.reduce((sum, { bytes }) => sum + bytes, 0));
        return done.map(({ sha256 }) => sha256);
      }),
    );
    await tell(
      client,
      hashed.filter(({ sha256 }) => sent.has(sha256)),
      tally,
    );
  }
}

async function tell(client: Client, files: readonly Hashed[], tally: Tally): Promise<ReadonlySet<string>> {
  if (files.length === 0) return new Set();
  const reply = await client.import.files({
    files: files.map(({ of, id, path, bytes, sha256 }) => ({ of, id, path, bytes, sha256 })),
  });
  tally.add('files', reply);
  return new Set(reply.missing);
}

/** Small files many to a call, each other by itself. */
function packsOf(files: readonly Hashed[]): Hashed[][] {
  const packs: Hashed[][] = [];
  let room = 0;
  for (const file of files) {
    if (file.bytes > packedBytes) packs.unshift([file]);
    else if (room >= file.bytes && (packs.at(-1)?.length ?? packedFiles) < packedFiles) {
      packs.at(-1)?.push(file);
      room -= file.bytes;
    } else {
      packs.push([file]);
      room = packBytes - file.bytes;
    }
  }
  return packs;
}

async function sendPack(client: Client, pack: readonly Hashed[], tally: Tally): Promise<readonly Hashed[]> {
  if (pack.length > 1) {
    const blobs = await Promise.all(
      pack.map(async ({ file, sha256 }) => ({ sha256, base64: (await readFile(file)).toString('base64') })),
    );
    try {
      await client.import.manyBytes({ blobs });
      return pack;
    } catch (error) {
      // One of them has changed since: each by itself says which.
      if (!ofThisFile.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
  const sent = [];
  for (const file of pack) if (await sendBytes(client, file, tally)) sent.push(file);
  return sent;
}

/** What the server will not have is noted, and the other files go on. */
const ofThisFile = new Set(['BLOB_OTHER', 'UPLOAD_TOO_LARGE']);

async function sendBytes(client: Client, { file, bytes, sha256 }: Hashed, tally: Tally): Promise<boolean> {
  try {
    // An empty body would be none.
    const whole = bytes > 0 && bytes <= smallBytes;
    await client.import.bytes(sha256, whole ? () => readFile(file) : () => createReadStream(file));
    return true;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === undefined || !ofThisFile.has(code)) throw error;
    tally.refuse({ subject: file, reason: message });
    return false;
  }
}

async function hashOf({ file, bytes }: FoundFile): Promise<string> {
  const hash = createHash('sha256');
  if (bytes <= smallBytes) hash.update(await readFile(file));
  else await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A few at a time; results in the order of the items. */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: (readonly Result[])[] = new Array(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]);
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, worker));
  return results.flat();
}
