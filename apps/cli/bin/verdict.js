#!/usr/bin/env node
// Plain JavaScript that old Node versions can still parse: everything else here needs the version it asks for.
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `Verdict needs Node 22.22 or newer and this is Node ${process.versions.node}; install a newer one from https://nodejs.org.`,
  );
  process.exitCode = 1;
} else {
  module.enableCompileCache?.();
  // Worker threads take the cache from the environment that they inherit.
  process.env.NODE_COMPILE_CACHE ??= module.getCompileCacheDir?.() ?? '';
  const { main } = await import('../src/main.ts');
  await main(process.argv.slice(2));
}
