import type { ServingVersion } from '@verdict/ledger';
import type { ServedModel, ShelfAlias } from '@verdict/serve';

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

export interface WantedServing {
  /** Champions. */
  readonly versions: readonly ServingVersion[];
  readonly challengers: readonly ServingVersion[];
}

export interface NextShelf {
  readonly models: readonly ServedModel[];
  readonly aliases: readonly ShelfAlias[];
}

/** Where a champion could not be loaded, what served under its name goes on serving. */
export function nextShelf(
  { versions, challengers }: WantedServing,
  ready: readonly ServedModel[],
  serving: readonly ServedModel[],
): NextShelf {
  const find = ({ model, version }: ServingVersion): ServedModel | undefined =>
    ready.find((served) => served.name === model && served.version === version);
  const champions = versions.flatMap(
    (version) => find(version) ?? serving.find(({ name }) => name === version.model) ?? [],
  );
  const tried = challengers.flatMap((version) => find(version) ?? []);
  return {
    models: [...new Set([...champions, ...tried, ...ready])],
    aliases: [...champions.map(asAlias('champion')), ...tried.map(asAlias('challenger'))],
  };
}

function asAlias(alias: ShelfAlias['alias']): (model: ServedModel) => ShelfAlias {
  return ({ name, version }) => ({ alias, name, version });
}
