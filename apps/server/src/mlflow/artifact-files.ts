import {
  type Actor,
  deleteArtifact,
  deleteLooseFiles,
  type FolderEntry,
  findLooseFile,
  getArtifact,
  getArtifactHome,
  getVersion,
  keepBlob,
  type Ledger,
  LedgerError,
  listArtifactFolder,
  listLooseFolder,
  type ModelVersion,
  putArtifact,
  putLooseFile,
} from '@verdict/ledger';
import type { ArtifactPlace, RegisteredPlace } from './artifact-place.ts';

export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** What lies in a folder; nothing where there is no such folder, or a file. */
export async function listPlace(ledger: Ledger, place: ArtifactPlace): Promise<readonly FolderEntry[]> {
  switch (place.kind) {
    case 'run':
      return listArtifactFolder(ledger, place.runId, place.path);
    case 'loose':
      return listLooseFolder(ledger, place.path);
    case 'registered': {
      const version = place.path === '' ? await findRegistered(ledger, place) : null;
      return version ? [{ name: fileName(version), bytes: version.bytes }] : [];
    }
  }
}

/** `shown` is the path as its client said it. */
export async function findFile(ledger: Ledger, place: ArtifactPlace, shown: string): Promise<StoredFile> {
  const file = await findStored(ledger, place);
  if (file) return file;
  if ((await listPlace(ledger, place)).length > 0) {
    throw new LedgerError(
      'ARTIFACT_PATH_INVALID',
      `Artifact path refers to a directory, not a file: '${shown}'`,
    );
  }
  throw new LedgerError('ARTIFACT_UNKNOWN', `No such artifact: '${shown}'`);
}

/** Refused before the bytes come: an hour of uploading should not end at a run that takes none. */
async function assertTakesFile(ledger: Ledger, place: ArtifactPlace): Promise<void> {
  if (place.kind === 'registered') throw readOnly();
  if (place.kind === 'run' && (await getArtifactHome(ledger, place.runId)).deleted) {
    throw new LedgerError('DELETED', `The run ${place.runId} is deleted; restore it first.`);
  }
}

export async function putFile(
  ledger: Ledger,
  by: Actor,
  place: ArtifactPlace,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  await assertTakesFile(ledger, place);
  const blob = await keepBlob(ledger, bytes, { signal });
  if (place.kind === 'run') await putArtifact(ledger, by, place.runId, place.path, blob);
  else await putLooseFile(ledger, by, place.path, blob);
}

/** A file, or a folder with all that is in it. What is not there is gone already. */
export async function deletePlace(ledger: Ledger, by: Actor, place: ArtifactPlace): Promise<void> {
  if (place.kind === 'registered') throw readOnly();
  if (place.kind === 'loose') {
    await deleteLooseFiles(ledger, by, place.path);
    return;
  }
  try {
    await deleteArtifact(ledger, by, place.runId, place.path === '' ? null : place.path);
  } catch (error) {
    if (!(error instanceof LedgerError && error.code === 'ARTIFACT_UNKNOWN')) throw error;
  }
}

async function findStored(ledger: Ledger, place: ArtifactPlace): Promise<StoredFile | null> {
  if (place.path === '') return null;
  switch (place.kind) {
    case 'run':
      return unlessUnknown(getArtifact(ledger, place.runId, place.path));
    case 'loose':
      return findLooseFile(ledger, place.path);
    case 'registered': {
      const version = await findRegistered(ledger, place);
      return version && place.path === fileName(version) ? version : null;
    }
  }
}

/** Null of what has no model file of ours. */
async function findRegistered(
  ledger: Ledger,
  { model, version }: RegisteredPlace,
): Promise<(ModelVersion & StoredFile) | null> {
  const found = await unlessUnknown(getVersion(ledger, model, version));
  if (found?.format !== 'verdict' || found.sha256 === null || found.bytes === null) return null;
  return { ...found, sha256: found.sha256, bytes: found.bytes };
}

function fileName({ model, version }: ModelVersion): string {
  return `${model}-${version}.verdict`;
}

async function unlessUnknown<Found>(finding: Promise<Found>): Promise<Found | null> {
  try {
    return await finding;
  } catch (error) {
    if (error instanceof LedgerError && error.code.endsWith('_UNKNOWN')) return null;
    throw error;
  }
}

function readOnly(): LedgerError {
  return new LedgerError(
    'ARTIFACT_PATH_INVALID',
    'The folder registry shows the model files of registered versions, and nothing is written there; choose another path.',
  );
}
