import { proxyPathOf } from '../loose-files/proxy-path.ts';
import type { Doomed } from './deleted.store.ts';
import type { RemovedKind } from './remove-deleted.ts';

/** The folder of files that are nobody else's; null where they are elsewhere, or may be others' too. */
export function filesOf(
  kind: RemovedKind,
  { id, experiment }: Pick<Doomed, 'id' | 'experiment'>,
): string | null {
  const { artifactLocation } = experiment;
  const root = artifactLocation === null ? String(experiment.id) : proxyPathOf(artifactLocation);
  if (root === null) return null;
  const inRoot = (path: string) => (root === '' ? path : `${root}/${path}`);
  if (kind === 'run') return inRoot(id);
  if (kind === 'logged_model') return inRoot(`models/${id}`);
  // A place that somebody named can be shared.
  return artifactLocation === null ? root : null;
}
