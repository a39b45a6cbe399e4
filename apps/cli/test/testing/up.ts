import { once } from 'node:events';
import type { Folder } from './verdict.ts';

export interface Up {
  readonly url: string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** `verdict up` in a folder, on a port of its own, without the shipped models. */
export async function startUp(folder: Folder, env: NodeJS.ProcessEnv = {}): Promise<Up> {
  const child = folder.start(['up', '--port', '0', '--json'], { VERDICT_MODELS: folder.path, ...env });
  const exited = once(child, 'exit');
  let told = '';
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      told += chunk;
      if (told.endsWith('\n')) resolve();
    });
    exited.then(() => reject(new Error(`verdict up ended: ${complaint}`)));
  });
  return {
    url: (JSON.parse(told) as { url: string }).url,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
