import type { RunRow } from './run.store.ts';
import type { RunInfo } from './run.ts';

export function runInfoOf(row: RunRow): RunInfo {
  return {
    id: row.id,
    name: row.name,
    experiment: { id: String(row.experiment_id), name: row.experiment_name },
    artifactLocation: row.artifact_location,
    status: row.status,
    user: row.user_name,
    startMs: row.start_ms,
    endMs: row.end_ms,
    deleted: row.deleted_ms !== null,
  };
}
