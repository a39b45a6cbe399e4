/** Where a logged model lies. */
export interface ModelPlace {
  readonly id: string;
  readonly experimentId: number;
  readonly artifactLocation: string | null;
}

/** Where clients are told to look for its files. */
export function locationOf({ id, experimentId, artifactLocation }: ModelPlace): string {
  const above = (artifactLocation ?? `mlflow-artifacts:/${experimentId}`).replace(/\/$/, '');
  return `${above}/models/${id}/artifacts`;
}

const proxied = /^mlflow-artifacts:(?:\/\/[^/]*)?\/*(.*)$/;

/** The folder of its files in the artifact proxy; null where its experiment keeps them elsewhere. */
export function loosePathOf({ id, experimentId, artifactLocation }: ModelPlace): string | null {
  if (artifactLocation === null) return `${experimentId}/models/${id}/artifacts`;
  const below = proxied.exec(artifactLocation)?.[1].replace(/\/+$/, '');
  if (below === undefined) return null;
  return [...(below === '' ? [] : [below]), 'models', id, 'artifacts'].join('/');
}
