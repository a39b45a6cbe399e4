import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

let kept: Promise<WebAssembly.Module> | undefined;

/**
 * V8 compiles a WebAssembly module once for all threads of a process, as long as one of them has it. That is half of
 * what it costs to open a store, so a test that opens many holds on to it.
 */
export async function keepCompiled(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  kept ??= readFile(join(folder, 'pglite.wasm')).then((bytes) => WebAssembly.compile(bytes));
  await kept;
}
