import type { BlobFacts } from '../blobs/blob-store.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import {
  assertBlob,
  removeArtifacts,
  selectArtifact,
  selectConflict,
  upsertArtifact,
} from './artifact.store.ts';
import { assertArtifactPath, foldersOf, pathConflict } from './artifact-path.ts';
import { activeRun } from './change-runs.ts';
import { artifactUnknown } from './read-artifacts.ts';
import type { Artifact } from './run.ts';

/** Gives bytes that `keepBlob` kept a name in the run. Other bytes under the name are replaced, and the event says by what. */
export async function putArtifact(
  ledger: Ledger,
  by: Actor,
  runId: string,
  path: string,
  { sha256, bytes }: Pick<BlobFacts, 'sha256' | 'bytes'>,
): Promise<Artifact> {
  assertArtifactPath(path);
  return ledger.transaction(async (inside) => {
    const run = await activeRun(inside, runId);
    const before = await selectArtifact(inside.sql, run.no, path);
    if (before?.sha256 === sha256) return before;
    const conflict = before ? null : await selectConflict(inside.sql, run.no, path, foldersOf(path));
    if (conflict !== null) throw pathConflict(path, conflict);
    const artifact: Artifact = { path, bytes, sha256, createdMs: inside.clock() };
    await assertBlob(inside.sql, sha256);
    await upsertArtifact(inside.sql, run.no, artifact);
    if (before) {
      await recordEvent(inside, by, {
        action: 'artifact.replaced',
        subjectKind: 'run',
        subject: runId,
        before,
        after: artifact,
      });
    }
    return artifact;
  });
}

/** A file, or a folder with all that is in it; null is all that the run has. */
export async function deleteArtifact(
  ledger: Ledger,
  by: Actor,
  runId: string,
  path: string | null,
): Promise<void> {
  if (path !== null) assertArtifactPath(path);
  await ledger.transaction(async (inside) => {
    const run = await activeRun(inside, runId);
    const removed = await removeArtifacts(inside.sql, run.no, path);
    if (removed.length === 0) throw artifactUnknown(runId, path ?? '');
    await recordEvent(inside, by, {
      action: 'artifact.deleted',
      subjectKind: 'run',
      subject: runId,
      before: removed,
    });
  });
}
