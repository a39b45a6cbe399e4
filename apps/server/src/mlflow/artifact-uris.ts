/**
 * Where clients find artifacts. The scheme tells them to send bytes through this server; with another they would write to
 * a disk or a bucket of their own.
 */
const proxied = 'mlflow-artifacts:/';

export function experimentLocation({
  id,
  artifactLocation,
}: {
  readonly id: string;
  readonly artifactLocation: string | null;
}): string {
  return artifactLocation ?? `${proxied}${id}`;
}

export function runArtifactUri(location: string, runId: string): string {
  return `${location.replace(/\/$/, '')}/${runId}/artifacts`;
}
