import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { against, type Env, keyOf, python, run, signIn } from './against.ts';
import { holdPage, readSeen } from './compatibility-page.ts';
import { tellImports } from './mlflow-import/stores.ts';

/**
 * Their clients against our server: `node compat/run.ts [NAME…]`; `clients` is all but schemathesis. Ends with 1 where
 * one is not content.
 */
const page = 'docs/how-to/ask-with-kserve-or-mlflow.md';
const asking = { kserve: 'KServe', triton: 'Triton', mlflow: 'MLflow' } as const;

async function ask(name: keyof typeof asking): Promise<boolean> {
  const requirements = `${name}/requirements.txt`;
  const signedIn = await against(signIn, async ({ url }) => {
    const env = {
      VERDICT_URL: url,
      VERDICT_TOKEN: await keyOf(url, ['predict']),
      VERDICT_ADMIN_TOKEN: await keyOf(url, ['read', 'promote']),
    };
    return python(requirements, ['python', `compat/${name}/client.py`], env);
  });
  if (!signedIn) return false;
  return against({}, ({ url }) =>
    python(requirements, ['python', 'compat/examples.py', page, asking[name]], { VERDICT_URL: url }),
  );
}

/** Good and bad requests to every operation; `SCHEMATHESIS_SECONDS` and `_SEED` let it look further. */
function schemathesis(): Promise<boolean> {
  const { SCHEMATHESIS_SECONDS: seconds = '150', SCHEMATHESIS_SEED: seed = '20261121' } = process.env;
  return against({}, ({ url }) =>
    python('schemathesis/requirements.txt', ['bash', 'compat/schemathesis/run.sh', url, seconds, seed], {}),
  );
}

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));

/** Beside an S3 server, and beside a PostgreSQL where one is wanted; those that are there already serve. */
function beside(
  words: readonly string[],
  wanted: { readonly postgres: boolean },
  env: Env = {},
): Promise<boolean> {
  const { VERDICT_TEST_S3: s3, VERDICT_TEST_POSTGRES: postgres } = process.env;
  const withPostgres = wanted.postgres && !postgres ? [process.execPath, 'scripts/with-postgres.ts'] : [];
  const [command = '', ...args] = [...(s3 ? [] : ['scripts/with-s3.sh']), ...withPostgres, ...words];
  return run(command, args, env);
}

const tracking = (): Promise<boolean> =>
  beside([process.execPath, 'compat/mlflow-tracking/run.ts', ...flags], { postgres: true });

async function dvc(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-compat-'));
  const record = join(folder, 'seen.jsonl');
  const story = [
    'scripts/with-python.sh',
    'compat/dvc/requirements.txt',
    process.execPath,
    'compat/dvc/story.ts',
  ];
  try {
    const content = await beside(story, { postgres: false }, { COMPAT_RECORD: record });
    return content && (await holdPage('DVC', await readSeen(record), flags.includes('--write')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const clients: Readonly<Record<string, () => Promise<boolean>>> = {
  kserve: () => ask('kserve'),
  triton: () => ask('triton'),
  mlflow: () => ask('mlflow'),
  'mlflow-tracking': tracking,
  'mlflow-import': tellImports,
  dvc,
};
const known = { ...clients, schemathesis };

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const asked = named.flatMap((name) => (name === 'clients' ? Object.keys(clients) : [name]));
for (const name of asked.length > 0 ? asked : Object.keys(known)) {
  const client: (() => Promise<boolean>) | undefined = Object.entries(known).find(
    ([one]) => one === name,
  )?.[1];
  if (!client) {
    process.stderr.write(`There is no ${name}; there are clients, ${Object.keys(known).join(', ')}.\n`);
    process.exitCode = 2;
  } else if (await client()) process.stdout.write(`${name}: content\n`);
  else {
    process.stdout.write(`${name}: not content\n`);
    process.exitCode = 1;
  }
}
