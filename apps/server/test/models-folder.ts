import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, readConfig } from '@verdict/server';
import { afterAll, onTestFinished } from 'vitest';

/** A folder with these files, gone when the test is. */
export async function modelsFolder(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'verdict-server-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
  return folder;
}

/** A workspace with an empty record, gone when the test is. */
export async function workspaceFolder(): Promise<string> {
  made ??= makeWorkspace();
  const folder = await mkdtemp(join(tmpdir(), 'verdict-home-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(await made, folder, { recursive: true });
  return folder;
}

/** To make a database takes seconds, to copy one a fraction of one. */
let made: Promise<string> | undefined;

async function makeWorkspace(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'verdict-home-'));
  const { close } = await openWorkspace(readConfig({}, { home }));
  await close();
  return home;
}

afterAll(async () => {
  if (made) await rm(await made, { recursive: true, force: true });
});
