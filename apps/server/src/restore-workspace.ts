import { type RestoredBackup, restoreBackup } from '@verdict/ledger';
import { openWorkspace, type WorkspaceConfig } from './open-workspace.ts';

/** Fills an empty workspace from a backup, while nobody else has it open. */
export async function restoreWorkspace(
  config: WorkspaceConfig,
  tar: AsyncIterable<Uint8Array>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RestoredBackup> {
  const { ledger, tempFolder, close } = await openWorkspace(config);
  try {
    return await restoreBackup(ledger, tar, { tempFolder, ...options });
  } finally {
    await close();
  }
}
