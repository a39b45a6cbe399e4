/** In addresses that clients have made absolute. */
const proxyAddress = '/api/2.0/mlflow-artifacts/artifacts/';

/**
 * The path that an address of an artifact stands for here, as `0/models/m-1/artifacts` of
 * `mlflow-artifacts:/0/models/m-1/artifacts`; null where its bytes are elsewhere.
 */
export function proxyPathOf(uri: string): string | null {
  const path = pathBelowProxy(uri);
  return path === null ? null : path.replace(/^\/+|\/+$/g, '');
}

function pathBelowProxy(uri: string): string | null {
  if (/^https?:\/\//.test(uri)) {
    const at = uri.indexOf(proxyAddress);
    return at === -1 ? null : uri.slice(at + proxyAddress.length);
  }
  // Clients put a host between where the artifacts are not at the server that they track by.
  return /^mlflow-artifacts:(?:\/\/[^/]+)?(\/.*|)$/.exec(uri)?.[1] ?? null;
}
