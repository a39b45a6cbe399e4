import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Nothing that is still written to is as old; what a killed process left may be as large as an upload. */
const staleMs = 86_400_000;

/** Removes what `withTempPath` could not, because its process was killed. */
export async function removeStaleTemp(folder: string, nowMs: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^[0-9a-f-]{36}\.part$/.test(name)) continue;
    const path = join(folder, name);
    // Another process may be removing it too.
    const found = await stat(path).catch(() => null);
    if (found && nowMs - found.mtimeMs > staleMs) await rm(path, { recursive: true, force: true });
  }
}
