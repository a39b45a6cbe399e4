import { createServer } from 'node:net';
import { join } from 'node:path';
import { verdictLauncher } from '../learn/places.ts';
import type { ServerCommand } from './server-process.ts';

interface Common {
  readonly name: string;
  readonly cores: string;
  readonly folder: string;
}

/** A server that everything is on for: log lines, metrics, prediction log, as it comes. */
export const everything = { VERDICT_LOG_LEVEL: 'info' } as const;
/** Only what stands between a question and its answer. */
export const predictPath = { VERDICT_LOG_LEVEL: 'warn', VERDICT_PREDICTION_LOG: 'off' } as const;

export async function verdictCommand(
  common: Common,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ServerCommand> {
  const port = await freePort();
  return {
    ...rest(common),
    port,
    command: [process.execPath, verdictLauncher, ...args, '--port', `${port}`],
    env: { VERDICT_DEFAULT_MODEL: 'rotten-potatoes', ...env },
  };
}

export async function bareCommand(common: Common): Promise<ServerCommand> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'bare.ts');
  return { ...rest(common), port, command: [process.execPath, script, `${port}`], env: {} };
}

/** One uvicorn worker, with its fastest loop and parser and without its access log. */
export async function peerCommand(common: Common, python: string, model: string): Promise<ServerCommand> {
  const port = await freePort();
  const uvicorn = ['-m', 'uvicorn', 'app:app', '--app-dir', join(import.meta.dirname, 'peer')];
  const options = ['--loop', 'uvloop', '--http', 'httptools', '--no-access-log', '--log-level', 'warning'];
  return {
    ...rest(common),
    port,
    command: [python, ...uvicorn, ...options, '--port', `${port}`],
    // Threads of the linear algebra would only take turns on the one core.
    env: { PEER_MODEL: model, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' },
  };
}

function rest({ name, cores, folder }: Common) {
  return { name, cores, logFile: join(folder, `${name}.log`) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
