import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdict } from '../../e2e/started.ts';
import { administrator, against, type Env, keyOf, password, python, signIn } from '../against.ts';
import { holdPage, readSeen } from '../compatibility-page.ts';
import { reviewsCsv } from './reviews-csv.ts';

/**
 * The story on each of MLflow's clients and each store. It runs beside a PostgreSQL and an S3 server:
 * `npm run compat -- mlflow-tracking [--write]` starts them. Ends with 1 where a line of it does not hold, or
 * docs/compatibility.md says something else than what was seen.
 */
const clients = ['mlflow-tracking/requirements.txt', 'mlflow-tracking/requirements-2.txt'];
const { VERDICT_TEST_POSTGRES: postgres, VERDICT_TEST_S3: s3 } = process.env;
if (!postgres || !s3)
  throw new Error('VERDICT_TEST_POSTGRES and VERDICT_TEST_S3 are wanted; npm run compat gives them.');

interface S3 {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

function onPostgres(url: string, { endpoint, region, bucket, credentials }: S3): Env {
  return {
    DATABASE_URL: url,
    VERDICT_BLOBS: `s3://${bucket}/mlflow-tracking`,
    VERDICT_S3_ENDPOINT: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}

const stores: Readonly<Record<string, Env>> = {
  'PGlite and files': {},
  'PostgreSQL and S3': onPostgres(postgres, JSON.parse(s3) as S3),
};

/** Versions 1 and 2 of a model learned from enough rows for the judge, 3 from too few. */
async function trainVersions(url: string, token: string, name: string, folder: string): Promise<void> {
  for (const [at, rows] of [1500, 1500, 60].entries()) {
    const data = join(folder, `${name}-${at}.csv`);
    await writeFile(data, reviewsCsv(at, rows));
    const args = ['train', '--data', data, '--name', name, '--holdout', '0.3', '--record', '--json'];
    const { code, stderr } = await verdict(args, { VERDICT_URL: url, VERDICT_TOKEN: token }, folder);
    if (code !== 0) throw new Error(`A model to judge could not be trained: ${stderr}`);
  }
}

async function tellOn(store: string, folder: string, record: string): Promise<boolean> {
  return against({ ...signIn, ...stores[store] }, async ({ url }) => {
    const admin = administrator(url);
    for (const role of ['editor', 'viewer'] as const)
      await admin.accounts.create({ name: role, role, password });
    const token = await keyOf(url, ['predict', 'read', 'write', 'promote']);
    const read = await keyOf(url, ['read']);
    let content = true;
    for (const [at, requirements] of clients.entries()) {
      const model = `compat-${at}`;
      await trainVersions(url, token, model, folder);
      const env = {
        MLFLOW_TRACKING_URI: url,
        MLFLOW_TRACKING_TOKEN: token,
        COMPAT_READ_KEY: read,
        COMPAT_PASSWORD: password,
        COMPAT_MODEL: model,
        COMPAT_STORE: store,
        COMPAT_RECORD: record,
      };
      const told = await python(requirements, ['python', 'compat/mlflow-tracking/story.py'], env);
      content = told && content;
    }
    return content;
  });
}

const folder = await mkdtemp(join(tmpdir(), 'verdict-compat-'));
try {
  const record = join(folder, 'seen.jsonl');
  let content = true;
  for (const store of Object.keys(stores)) {
    const told = await tellOn(store, folder, record);
    content = told && content;
  }
  const held = await holdPage(
    'MLflow’s tracking client',
    await readSeen(record),
    process.argv.includes('--write'),
  );
  process.exitCode = content && held ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
