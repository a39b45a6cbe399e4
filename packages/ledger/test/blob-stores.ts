import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlobStore, folderBlobs, type S3Place, s3Blobs } from '../src/index.ts';

/** A kind of blob store to run a suite on; `open` gives an empty one each time. */
export interface TestBlobs {
  readonly name: string;
  readonly open: () => Promise<BlobStore>;
  readonly remove: () => Promise<void>;
}

/** A folder, and S3 where `scripts/with-s3.sh` runs the tests. */
export function testBlobs(): readonly TestBlobs[] {
  const s3 = testS3();
  return [folders(), ...(s3 ? [buckets(s3)] : [])];
}

export function testS3(): S3Place | null {
  const text = process.env.VERDICT_TEST_S3;
  return text ? (JSON.parse(text) as S3Place) : null;
}

function folders(): TestBlobs {
  const made: string[] = [];
  return {
    name: 'a folder',
    open: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'verdict-blobs-'));
      made.push(folder);
      return folderBlobs(folder);
    },
    remove: async () => {
      for (const folder of made) await rm(folder, { recursive: true });
    },
  };
}

function buckets(place: S3Place): TestBlobs {
  return {
    name: 'S3',
    open: () => s3Blobs({ ...place, prefix: `${place.prefix}/${randomUUID()}` }),
    // The script that started the server removes what is in it.
    remove: async () => {},
  };
}
