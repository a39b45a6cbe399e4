import { join } from 'node:path';
import { copyWorkspace } from '@verdict/db/testing';
import { openWorkspace, readConfig } from '@verdict/server';
import type { Folder } from './verdict.ts';

/** An empty record where commands in the folder look for one: to make it takes them seconds, to copy it none. */
export async function prepareRecord({ path }: Folder, home = '.verdict'): Promise<void> {
  await copyWorkspace(join(path, home), 'record', async (made) => {
    const { close } = await openWorkspace(readConfig({}, { home: made }));
    await close();
  });
}
