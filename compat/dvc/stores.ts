import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** Where a remote lies, and the ways to reach into it behind everybody's back. */
export interface Store {
  readonly name: string;
  readonly url: string;
  /** Settings of the remote, as for `dvc remote modify --local`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly keys: () => Promise<readonly string[]>;
  readonly get: (key: string) => Promise<Buffer>;
  readonly put: (key: string, bytes: Buffer) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

export function folderStore(folder: string): Store {
  return {
    name: 'a folder',
    url: folder,
    settings: {},
    keys: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
    },
    get: (key) => readFile(join(folder, key)),
    put: async (key, bytes) => {
      const path = join(folder, key);
      // Objects are kept read-only.
      await chmod(path, 0o644).catch(() => {});
      await writeFile(path, bytes);
    },
    remove: (key) => rm(join(folder, key)),
  };
}

interface TestS3 {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The server of `scripts/with-s3.sh`; null where there is none. */
export function s3Store(prefix: string): Store | null {
  const { VERDICT_TEST_S3: given } = process.env;
  if (!given) return null;
  const { endpoint, region, bucket: Bucket, credentials } = JSON.parse(given) as TestS3;
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const keyOf = (key: string): { Bucket: string; Key: string } => ({ Bucket, Key: `${prefix}/${key}` });
  return {
    name: 'S3',
    url: `s3://${Bucket}/${prefix}`,
    settings: {
      endpointurl: endpoint,
      region,
      access_key_id: credentials.accessKeyId,
      secret_access_key: credentials.secretAccessKey,
    },
    keys: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/` }));
      return Contents.map(({ Key = '' }) => Key.slice(prefix.length + 1)).sort();
    },
    get: async (key) => {
      const { Body } = await client.send(new GetObjectCommand(keyOf(key)));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    put: async (key, bytes) => {
      await client.send(new PutObjectCommand({ ...keyOf(key), Body: bytes }));
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand(keyOf(key)));
    },
  };
}
