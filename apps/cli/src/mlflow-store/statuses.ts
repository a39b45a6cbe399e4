import type { ImportedLoggedModel, ImportedRun, ImportedVersion } from '@verdict/api';

const runStatuses: Readonly<Record<string, ImportedRun['status']>> = {
  1: 'running',
  2: 'scheduled',
  3: 'finished',
  4: 'failed',
  5: 'killed',
  RUNNING: 'running',
  SCHEDULED: 'scheduled',
  FINISHED: 'finished',
  FAILED: 'failed',
  KILLED: 'killed',
};

/** File stores have numbers, databases names; where nothing is said, a run is taken to go on, as MLflow does. */
export function runStatusOf(said: string | null | undefined): ImportedRun['status'] {
  return runStatuses[said ?? ''] ?? 'running';
}

const loggedModelStatuses: Readonly<Record<string, ImportedLoggedModel['status']>> = {
  1: 'pending',
  2: 'ready',
  3: 'failed',
};

export function loggedModelStatusOf(said: string | null | undefined): ImportedLoggedModel['status'] {
  return loggedModelStatuses[said ?? ''] ?? 'ready';
}

export function versionStatusOf(said: string | null | undefined): ImportedVersion['status'] {
  if (said?.startsWith('PENDING')) return 'pending';
  return said?.startsWith('FAILED') ? 'failed' : 'ready';
}

/** The stage of a version that was deleted, of which only the number is left. */
export const deletedStage = 'Deleted_Internal';
