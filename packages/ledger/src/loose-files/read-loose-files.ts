import type { Ledger } from '../ledger.ts';
import { assertArtifactPath } from '../runs/artifact-path.ts';
import type { FolderEntry } from '../runs/folder.store.ts';
import { type LooseFile, selectLooseFile, selectLooseFolder } from './loose-files.store.ts';

/** Null where there is no such file. */
export async function findLooseFile(ledger: Ledger, path: string): Promise<LooseFile | null> {
  assertArtifactPath(path);
  return selectLooseFile(ledger.sql, path);
}

/** What lies in a folder, or at the root where it is empty; nothing where there is no such folder. */
export async function listLooseFolder(ledger: Ledger, folder: string): Promise<readonly FolderEntry[]> {
  if (folder !== '') assertArtifactPath(folder);
  return selectLooseFolder(ledger.sql, folder);
}
