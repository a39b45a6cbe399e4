import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createClient } from '@verdict/api';
import { type Started, up, workspace } from '../e2e/started.ts';

/** Their clients against our server: `node compat/run.ts [NAME…]`. Ends with 1 where one is not content. */
const root = resolve(import.meta.dirname, '..');
const clients = { kserve: 'KServe', triton: 'Triton', mlflow: 'MLflow' } as const;
const page = 'docs/how-to/ask-with-kserve-or-mlflow.md';
const password = 'a password of nobody';

type Env = Readonly<Record<string, string>>;

async function python(name: string, command: readonly string[], env: Env): Promise<boolean> {
  const requirements = `compat/${name}/requirements.txt`;
  const child: ChildProcess = spawn('scripts/with-python.sh', [requirements, ...command], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** A server of its own for what is asked of it. */
async function against<T>(env: Env, ask: (server: Started) => Promise<T>): Promise<T> {
  const { home, remove } = await workspace();
  const server = await up({ VERDICT_HOME: home, VERDICT_LOG_LEVEL: 'error', ...env }).catch(async (error) => {
    await remove();
    throw error;
  });
  try {
    return await ask(server);
  } finally {
    await server.stop();
    await remove();
  }
}

async function keyOf(url: string, scopes: readonly ('predict' | 'read' | 'promote')[]): Promise<string> {
  const token = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
  const client = createClient({
    url,
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...(init?.headers as object), authorization: token } }),
  });
  const { secret } = await client.keys.create({ name: scopes.join('-'), scopes: [...scopes] });
  return secret;
}

async function runClient(name: keyof typeof clients): Promise<boolean> {
  const admin = { VERDICT_SIGN_IN: 'always', VERDICT_ADMIN_NAME: 'admin', VERDICT_ADMIN_PASSWORD: password };
  const signedIn = await against(admin, async ({ url }) => {
    const env = {
      VERDICT_URL: url,
      VERDICT_TOKEN: await keyOf(url, ['predict']),
      VERDICT_ADMIN_TOKEN: await keyOf(url, ['read', 'promote']),
    };
    return python(name, ['python', `compat/${name}/client.py`], env);
  });
  if (!signedIn) return false;
  return against({}, ({ url }) =>
    python(name, ['python', 'compat/examples.py', page, clients[name]], { VERDICT_URL: url }),
  );
}

/** Good and bad requests to every operation; `SCHEMATHESIS_SECONDS` and `_SEED` let it look further. */
function runSchemathesis(): Promise<boolean> {
  const { SCHEMATHESIS_SECONDS: seconds = '150', SCHEMATHESIS_SEED: seed = '20261121' } = process.env;
  return against({}, ({ url }) =>
    python('schemathesis', ['bash', 'compat/schemathesis/run.sh', url, seconds, seed], {}),
  );
}

const known: Readonly<Record<string, () => Promise<boolean>>> = {
  kserve: () => runClient('kserve'),
  triton: () => runClient('triton'),
  mlflow: () => runClient('mlflow'),
  schemathesis: runSchemathesis,
};

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(known);
for (const name of asked) {
  if (!known[name]) {
    process.stderr.write(`There is no ${name}; there are ${Object.keys(known).join(', ')}.\n`);
    process.exitCode = 2;
  } else if (await known[name]()) process.stdout.write(`${name}: content\n`);
  else {
    process.stdout.write(`${name}: not content\n`);
    process.exitCode = 1;
  }
}
