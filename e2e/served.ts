import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type RunningServer,
  readConfig,
  type ServerFlags,
  type StartOptions,
  startServer,
} from '@verdict/server';
import { smallModelFile } from '../apps/server/test/small-models.ts';

export interface Served extends RunningServer {
  readonly modelsFolder: string;
}

/** VERDICT_MODELS, else the models that come with Verdict. */
const shipped = readConfig(process.env).modelsFolder;

/** The real server on a free port, with the shipped models, or small ones where none are shipped yet. */
export async function serve(flags: ServerFlags = {}, options: StartOptions = {}): Promise<Served> {
  const hasShipped = (await readdir(shipped)).includes('sentiment-en-1.verdict');
  const modelsFolder = flags.modelsFolder ?? (hasShipped ? shipped : undefined);
  if (typeof modelsFolder === 'string') return startIn(modelsFolder, flags, options);
  const folder = await mkdtemp(join(tmpdir(), 'verdict-e2e-'));
  await writeFile(join(folder, 'sentiment-en-1.verdict'), await smallModelFile());
  await writeFile(join(folder, 'spam-en-1.verdict'), await smallModelFile('word-char', ['ham', 'spam']));
  const server = await startIn(folder, flags, options);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/** In a workspace of its own. */
async function startIn(modelsFolder: string, flags: ServerFlags, options: StartOptions): Promise<Served> {
  const home = await mkdtemp(join(tmpdir(), 'verdict-e2e-home-'));
  const config = readConfig({}, { port: 0, logLevel: 'silent', home, ...flags, modelsFolder });
  const server = await startServer(config, options);
  const stop = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  return { ...server, stop, modelsFolder };
}
