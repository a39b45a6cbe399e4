import type { ServingVersion } from '@verdict/ledger';
import type { ServedModel } from '@verdict/serve';

export interface ServingDecision {
  /** In memory already, and to stay. */
  readonly keep: readonly ServedModel[];
  /** To be loaded beside what serves. */
  readonly load: readonly ServingVersion[];
}

/** What has to be done so that the shelf holds what the record says; `refused` are hashes that failed their test. */
export function decideServing(
  wanted: readonly ServingVersion[],
  shelf: readonly ServedModel[],
  refused: ReadonlySet<string>,
): ServingDecision {
  const isThere = (version: ServingVersion) => (model: ServedModel) =>
    model.name === version.model &&
    model.version === version.version &&
    model.sha256 === version.sha256 &&
    model.reference.run_id === version.runId;
  const load = wanted.filter((version) => !shelf.some(isThere(version)) && !refused.has(version.sha256));
  return { keep: shelf.filter((model) => wanted.some((version) => isThere(version)(model))), load };
}

/** Where a version could not be loaded, what served under its name goes on serving. */
export function nextShelf(
  wanted: readonly ServingVersion[],
  {
    keep,
    loaded,
    shelf,
  }: {
    readonly keep: readonly ServedModel[];
    readonly loaded: readonly ServedModel[];
    readonly shelf: readonly ServedModel[];
  },
): readonly ServedModel[] {
  const ready = [...keep, ...loaded];
  const missing = wanted.filter(({ model }) => !ready.some(({ name }) => name === model));
  return [...ready, ...shelf.filter(({ name }) => missing.some(({ model }) => model === name))];
}
