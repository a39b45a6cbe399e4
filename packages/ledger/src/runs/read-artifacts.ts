import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import { selectArtifact, selectArtifactFolder, selectArtifacts } from './artifact.store.ts';
import { assertArtifactPath } from './artifact-path.ts';
import type { FolderEntry } from './folder.store.ts';
import { runRow } from './read-runs.ts';
import type { Artifact } from './run.ts';

/** By path; with `prefix`, those in that folder, however deep. */
export async function listArtifacts(
  ledger: Ledger,
  runId: string,
  { prefix = '' }: { readonly prefix?: string } = {},
): Promise<readonly Artifact[]> {
  const folder = prefix.replace(/\/$/, '');
  if (folder !== '') assertArtifactPath(folder);
  const run = await runRow(ledger, runId);
  return selectArtifacts(ledger.sql, run.no, folder === '' ? null : folder);
}

/** What lies in a folder of the run, or in the run itself where it is empty; nothing where there is no such folder. */
export async function listArtifactFolder(
  ledger: Ledger,
  runId: string,
  folder: string,
): Promise<readonly FolderEntry[]> {
  if (folder !== '') assertArtifactPath(folder);
  const { no } = await runRow(ledger, runId);
  return selectArtifactFolder(ledger.sql, no, folder);
}

export async function getArtifact(ledger: Ledger, runId: string, path: string): Promise<Artifact> {
  assertArtifactPath(path);
  const run = await runRow(ledger, runId);
  const artifact = await selectArtifact(ledger.sql, run.no, path);
  if (!artifact) throw artifactUnknown(runId, path);
  return artifact;
}

export function artifactUnknown(runId: string, path: string): LedgerError {
  return new LedgerError(
    'ARTIFACT_UNKNOWN',
    `The run ${runId} has no artifact ${shown(path)}; look at the list of its artifacts.`,
  );
}
