import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { smallModelFile } from '../apps/server/test/small-models.ts';
import { createCluster, type PostgresCluster } from '../packages/db/src/testing/postgres-cluster.ts';
import type { Seen } from './steady-load.ts';

/** A PostgreSQL, a folder of blobs and a small model in service, for servers that share a record. */
export interface OwnRecord {
  readonly cluster: PostgresCluster;
  readonly env: Readonly<Record<string, string>>;
  /** A model file unlike the one in service. */
  readonly otherModel: () => Promise<Uint8Array>;
  readonly logged: () => Promise<ReadonlyMap<string, Pick<Seen, 'label' | 'model' | 'version'>>>;
  readonly remove: () => Promise<void>;
}

export async function ownRecord(): Promise<OwnRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-e2e-'));
  const models = join(folder, 'models');
  await mkdir(models);
  await writeFile(join(models, 'sentiment-en-1.verdict'), await smallModelFile());
  const cluster = await createCluster();
  return {
    cluster,
    env: {
      VERDICT_HOME: join(folder, 'home'),
      VERDICT_BLOBS: join(folder, 'blobs'),
      VERDICT_MODELS: models,
      DATABASE_URL: cluster.url,
    },
    otherModel: () => smallModelFile('logreg'),
    logged: async () => {
      const client = new pg.Client({ connectionString: cluster.url });
      await client.connect();
      try {
        const { rows } = await client.query('select id, label, model, version from verdict.prediction');
        return new Map(rows.map(({ id, ...row }) => [id, row]));
      } finally {
        await client.end();
      }
    },
    remove: async () => {
      cluster.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
