import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Client, createClient } from '@verdict/api';
import { type Started, up, workspace } from '../e2e/started.ts';

export type Env = Readonly<Record<string, string>>;
const root = resolve(import.meta.dirname, '..');

/** Of everybody who signs in here. */
export const password = 'a password of nobody';
export const signIn: Env = {
  VERDICT_SIGN_IN: 'always',
  VERDICT_ADMIN_NAME: 'admin',
  VERDICT_ADMIN_PASSWORD: password,
};

/** Whether a command ended well. It stands in the repository's root and talks to the same terminal. */
export async function run(command: string, args: readonly string[], env: Env = {}): Promise<boolean> {
  const child: ChildProcess = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** A command with the Python packages of `compat/REQUIREMENTS`. */
export const python = (requirements: string, command: readonly string[], env: Env): Promise<boolean> =>
  run('scripts/with-python.sh', [`compat/${requirements}`, ...command], env);

/** A server of its own for what is asked of it. */
export async function against<T>(env: Env, ask: (server: Started) => Promise<T>): Promise<T> {
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

/** Our own client as the administrator of a server with `signIn`. */
export function administrator(url: string): Client {
  const authorization = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
  return createClient({
    url,
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...(init?.headers as object), authorization } }),
  });
}

type Scope = 'predict' | 'read' | 'write' | 'promote';
export async function keyOf(url: string, scopes: readonly Scope[]): Promise<string> {
  const { secret } = await administrator(url).keys.create({ name: scopes.join('-'), scopes: [...scopes] });
  return secret;
}
