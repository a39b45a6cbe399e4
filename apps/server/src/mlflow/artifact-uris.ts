export { proxyPathOf } from '@verdict/ledger';

/**
 * Where clients find artifacts. The scheme tells them to send bytes through this server; with another they would write to
 * a disk or a bucket of their own.
 */
const proxied = 'mlflow-artifacts:/';
/** The folder of the proxy in which registered model files are seen. */
export const registryFolder = 'registry';

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

export function loggedModelArtifactUri(location: string, modelId: string): string {
  return `${location.replace(/\/$/, '')}/models/${modelId}/artifacts`;
}

/** Of a version of format `verdict`: the folder that holds its model file. */
export function registeredFileUri(name: string, version: number): string {
  return `${proxied}${registryFolder}/${name}/${version}`;
}
