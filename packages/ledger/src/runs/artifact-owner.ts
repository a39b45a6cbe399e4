import type { Ledger } from '../ledger.ts';
import { selectArtifactHome, selectRunIds } from './artifact.store.ts';
import { assertKnownForm, runIdPattern, runUnknown } from './read-runs.ts';

/** An artifact, or with an empty path all of them, by a path in which the run stands. */
export interface OwnedPath {
  readonly runId: string;
  readonly path: string;
}

/** Everything that `…/<run id>/artifacts/…` could mean, outermost first: folders can be named so too. */
export function possibleOwners(path: string): readonly OwnedPath[] {
  const parts = path.split('/');
  return parts.flatMap((part, at) => {
    const runId = parts[at - 1];
    if (part !== 'artifacts' || runId === undefined || !runIdPattern.test(runId)) return [];
    return [{ runId, path: parts.slice(at + 1).join('/') }];
  });
}

/** The run whose artifact a path is meant for; null where there is none, and the file is nobody's. */
export async function findArtifactOwner(ledger: Ledger, path: string): Promise<OwnedPath | null> {
  const possible = possibleOwners(path);
  const known = await selectRunIds(
    ledger.sql,
    possible.map(({ runId }) => runId),
  );
  return possible.find(({ runId }) => known.has(runId)) ?? null;
}

/** What a run's artifacts are found by, without what was logged to it. */
export interface ArtifactHome {
  readonly experiment: { readonly id: string; readonly artifactLocation: string | null };
  readonly deleted: boolean;
}

export async function getArtifactHome(ledger: Ledger, runId: string): Promise<ArtifactHome> {
  assertKnownForm(runId);
  const home = await selectArtifactHome(ledger.sql, runId);
  if (home) return home;
  throw runUnknown(runId);
}
