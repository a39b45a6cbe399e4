import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client, ModelVersion } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import type { RecordConnection } from './connect-record.ts';
import { download } from './download.ts';
import type { Reference } from './reference.ts';

export interface FetchedModel {
  readonly version: ModelVersion;
  readonly path: string;
}

/** A copy of the version's file in the workspace: the one that is there if its hash is right, else a new one. */
export async function fetchModel(
  { client, home }: RecordConnection,
  reference: Reference,
  signal: AbortSignal,
): Promise<FetchedModel> {
  const version = await findVersion(client, reference);
  const { model, version: number, sha256, format } = version;
  if (format !== 'verdict' || sha256 === null) {
    throw new Refusal(
      `${model}@${number} is no Verdict model file, so it can be kept and downloaded and not asked; name another version.`,
    );
  }
  const path = localCopy(home, model, number);
  if ((await hashOf(path)) !== sha256) {
    await mkdir(join(home, 'models'), { recursive: true });
    const reply = await client.models.file(model, number);
    await download(reply, { path, sha256, signal, what: `the model file of ${model}@${number}` });
  }
  return { version, path };
}

export function localCopy(home: string, model: string, version: number): string {
  return join(home, 'models', `${model}-${version}.verdict`);
}

/** Without a version the champion, and where there is none yet the latest. */
export async function findVersion(
  client: Client,
  { name, version }: Reference,
  otherwise: 'champion' | 'latest' = 'champion',
): Promise<ModelVersion> {
  if (version !== null) return client.models.version(name, version);
  if (otherwise === 'latest') return client.models.version(name, 'latest');
  const model = await client.models.get(name);
  return client.models.version(name, model.aliases.champion ?? 'latest');
}

/** Null where there is no such file. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
