import type { BlobFacts } from '../blobs/blob-store.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertBlob } from '../runs/artifact.store.ts';
import { assertArtifactPath, foldersOf, pathConflict } from '../runs/artifact-path.ts';
import {
  type LooseFile,
  removeLooseFiles,
  selectLooseConflict,
  selectLooseFile,
  upsertLooseFile,
} from './loose-files.store.ts';

/**
 * Gives bytes that `keepBlob` kept a path that belongs to no run. Two who make a file and a folder of one name at the
 * same moment both get it: no lock is worth that, and both files can still be read.
 */
export async function putLooseFile(
  ledger: Ledger,
  by: Actor,
  path: string,
  { sha256, bytes }: Pick<BlobFacts, 'sha256' | 'bytes'>,
): Promise<LooseFile> {
  assertArtifactPath(path);
  return ledger.transaction(async (inside) => {
    const before = await selectLooseFile(inside.sql, path);
    if (before?.sha256 === sha256) return before;
    const conflict = before ? null : await selectLooseConflict(inside.sql, path, foldersOf(path));
    if (conflict !== null) throw pathConflict(path, conflict);
    const file: LooseFile = { path, bytes, sha256, createdMs: inside.clock() };
    await assertBlob(inside.sql, sha256);
    await upsertLooseFile(inside.sql, file);
    if (before) {
      await recordEvent(inside, by, {
        action: 'file.replaced',
        subjectKind: 'file',
        subject: path,
        before,
        after: file,
      });
    }
    return file;
  });
}

/** A file, or a folder with all that is in it; how many files went. */
export async function deleteLooseFiles(ledger: Ledger, by: Actor, path: string): Promise<number> {
  assertArtifactPath(path);
  return ledger.transaction(async (inside) => {
    const removed = await removeLooseFiles(inside.sql, path);
    if (removed.length > 0) {
      await recordEvent(inside, by, {
        action: 'file.deleted',
        subjectKind: 'file',
        subject: path,
        before: removed,
      });
    }
    return removed.length;
  });
}
