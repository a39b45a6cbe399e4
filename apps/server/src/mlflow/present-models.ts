import type { MlflowModelVersion, MlflowRegisteredModel } from '@verdict/api/mlflow';
import type { Model, ModelVersion } from '@verdict/ledger';
import { registeredFileUri } from './artifact-uris.ts';
import { wirePairs } from './wire-number.ts';

const statuses = { ready: 'READY', pending: 'PENDING_REGISTRATION', failed: 'FAILED_REGISTRATION' } as const;

/** `latest` has the newest version in each stage. Empty lists are left out, as everywhere in MLflow's answers. */
export function presentRegisteredModel(model: Model, latest: readonly ModelVersion[]): MlflowRegisteredModel {
  const tags = tagsOf(model);
  const aliases = Object.entries(model.aliases).map(([alias, version]) => ({
    alias,
    version: String(version),
  }));
  return {
    name: model.name,
    creation_timestamp: model.createdMs,
    last_updated_timestamp: model.updatedMs,
    ...(model.description !== '' && { description: model.description }),
    ...(latest.length > 0 && { latest_versions: latest.map(presentVersion) }),
    ...(tags.length > 0 && { tags }),
    ...(aliases.length > 0 && { aliases: aliases.toSorted((a, b) => (a.alias < b.alias ? -1 : 1)) }),
  };
}

export function presentVersion(version: ModelVersion): MlflowModelVersion {
  const tags = tagsOf(version);
  return {
    name: version.model,
    version: String(version.version),
    creation_timestamp: version.createdMs,
    last_updated_timestamp: version.updatedMs,
    ...(version.userName !== '' && { user_id: version.userName }),
    current_stage: version.stage,
    description: version.description,
    source: sourceOf(version),
    run_id: version.saidRunId,
    status: statuses[version.status],
    ...(tags.length > 0 && { tags }),
    run_link: version.runLink,
    ...(version.aliases.length > 0 && { aliases: [...version.aliases] }),
  };
}

/** Where a client gets the files of a version. */
export function downloadUri(version: ModelVersion): string {
  return version.storageLocation ?? sourceOf(version);
}

/** By key, as MLflow's database gives them. */
function tagsOf({ tags }: Pick<Model, 'tags'>) {
  return wirePairs(tags).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** A file of ours has no other source than the registry itself. */
function sourceOf({ format, source, model, version }: ModelVersion): string {
  return format === 'verdict' && source === '' ? registeredFileUri(model, version) : source;
}
