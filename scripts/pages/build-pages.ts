import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { InlineConfig } from 'vite';
import { compressFolder } from './compress.ts';
import { appConfig, clientConfig, renderConfig, root } from './vite-config.ts';

/** What pages are built of; tests and servers beside them change nothing. */
const sources: Readonly<Record<string, readonly string[]>> = {
  console: ['apps/console'],
  potatoes: ['apps/potatoes'],
  spamcheck: ['apps/spamcheck'],
};
const shared = ['packages/ui/src', 'packages/api/src', 'scripts/pages', 'package-lock.json'];

const configs: Readonly<Record<string, (folder: string) => readonly InlineConfig[]>> = {
  console: (folder) => [appConfig(folder)],
  potatoes: (folder) => [clientConfig(folder), renderConfig(folder)],
  spamcheck: (folder) => [clientConfig(folder), renderConfig(folder)],
};

/** Builds what has changed since it was built; nothing, in some milliseconds, where nothing has. */
export async function buildPages(onBuilding: (app: string) => void = () => {}): Promise<void> {
  // A test runner says `test`, and React would be built with its development helpers, which the pages do not have.
  process.env.NODE_ENV = 'production';
  for (const [app, make] of Object.entries(configs)) {
    const folder = join(root, 'apps', app);
    const stampFile = join(folder, 'dist', 'built-from');
    const stamp = hashOf([...sources[app], ...shared]);
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    onBuilding(app);
    // Loaded only where there is something to build: it takes longer than to find out that there is not.
    const { build } = await import('vite');
    for (const config of make(folder)) await build(config);
    compressFolder(join(folder, app === 'console' ? 'dist' : 'dist/client'));
    writeFileSync(stampFile, stamp);
  }
}

/** The console alone, into a folder of one's own: VERDICT_CONSOLE names it to a server. */
async function buildConsole(out: string): Promise<void> {
  const { build } = await import('vite');
  const config = appConfig(join(root, 'apps', 'console'));
  await build({ ...config, build: { ...config.build, outDir: resolve(out) } });
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesUnder(join(root, path)))
      hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

const skipped = new Set(['dist', 'node_modules', 'test']);

function filesUnder(path: string): readonly string[] {
  if (!readable(path)) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name) && !/\.test\.tsx?$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = join(path, entry.name);
      return entry.isDirectory() ? filesUnder(inside) : [inside];
    });
}

function readable(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out !== undefined) await buildConsole(values.out);
  else await buildPages((app) => process.stderr.write(`Building the pages of ${app}\n`));
}
