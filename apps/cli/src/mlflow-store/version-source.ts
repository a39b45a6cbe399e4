import type { ImportedVersion } from '@verdict/api';

/**
 * Where a version's files will be found: the store's own addresses end with it, so what they say is put in words that
 * hold everywhere (`runs:/…`, `models:/m-…`). Null where its files belong to no run and no logged model that is known.
 */
export function versionSource(
  { source, logged_model_id: modelId }: Pick<ImportedVersion, 'source' | 'logged_model_id'>,
  isKnownRun: (id: string) => boolean,
): string | null {
  if (/^(runs|models):\//.test(source)) return source;
  if (modelId !== null) return `models:/${modelId}`;
  const model = modelIn(source);
  if (model) return `models:/${model}`;
  const parts = [...source.matchAll(/(?<=^|\/)([\w-]{1,256})\/artifacts(?=\/|$)/g)];
  const run = parts.find(([, id]) => isKnownRun(id));
  if (run) return `runs:/${run[1]}${source.slice(run.index + run[0].length).replace(/\/$/, '')}`;
  return null;
}

/** The logged model that an address names or ends in. */
export function modelIn(address: string | null | undefined): string | null {
  const found = /^models:\/(m-[\w-]+)$|(?:^|\/)models\/(m-[\w-]+)\/artifacts\/?$/.exec(address ?? '');
  return found?.[1] ?? found?.[2] ?? null;
}
