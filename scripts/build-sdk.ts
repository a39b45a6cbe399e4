/**
 * packages/api as the package that others install: JavaScript and declarations, without a bundler, since its files are
 * modules already. Into packages/api/dist, or into --out FOLDER.
 */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'packages/api');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(source, 'dist') } } });
const out = resolve(values.out);

rmSync(out, { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', join(source, 'tsconfig.sdk.json'), '--outDir', out], {
  stdio: 'inherit',
});

// The compiler rewrites the endings of imports in what runs, and leaves them in declarations.
for (const file of globSync('**/*.d.ts', { cwd: out })) {
  const path = join(out, file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll(/((?:from|import\() ?['"]\.{1,2}\/[^'"]+)\.ts(?=['"])/g, '$1.js'));
}

const { name, version, description, license, type, dependencies } = JSON.parse(
  readFileSync(join(source, 'package.json'), 'utf8'),
);
const entry = (path: string) => ({ types: `./${path}.d.ts`, default: `./${path}.js` });
const manifest = {
  name,
  version,
  description,
  license,
  type,
  exports: { '.': entry('index'), './client': entry('client/index') },
  sideEffects: false,
  dependencies,
};
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.error(`${name} ${version} is in ${out}.`);
