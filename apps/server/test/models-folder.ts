import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyWorkspace } from '@verdict/db/testing';
import { openWorkspace, readConfig } from '@verdict/server';
import { onTestFinished } from 'vitest';

/** A folder with these files, gone when the test is. */
export async function modelsFolder(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-server-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
  return folder;
}

/** A workspace with an empty record, gone when the test is. */
export async function workspaceFolder(): Promise<string> {
  const folder = await makeWorkspace();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace with an empty record, for its caller to remove. */
export async function makeWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-home-'));
  await copyWorkspace(folder, 'record', async (home) => {
    const { close } = await openWorkspace(readConfig({}, { home }));
    await close();
  });
  return folder;
}
