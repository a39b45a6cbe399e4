import { findArtifactOwner, type Ledger } from '@verdict/ledger';
import { registryFolder } from './artifact-uris.ts';

/** What a path of the proxy stands for. An empty path is all of it. */
export type ArtifactPlace =
  | { readonly kind: 'run'; readonly runId: string; readonly path: string }
  | RegisteredPlace
  | { readonly kind: 'loose'; readonly path: string };

/** The folder of a version, which holds its model file alone; or a path about it that stands for nothing. */
export interface RegisteredPlace {
  readonly kind: 'registered';
  readonly model: string;
  readonly version: number;
  readonly path: string;
}

export async function findArtifactPlace(ledger: Ledger, path: string): Promise<ArtifactPlace> {
  const registered = registeredPlace(path);
  if (registered) return registered;
  const owner = await findArtifactOwner(ledger, path);
  return owner ? { kind: 'run', ...owner } : { kind: 'loose', path };
}

/** Null outside the registry folder. */
function registeredPlace(path: string): RegisteredPlace | null {
  const [folder, model = '', version = '', ...rest] = path.split('/');
  if (folder !== registryFolder) return null;
  // 0 is no version's number.
  return {
    kind: 'registered',
    model,
    version: /^\d{1,9}$/.test(version) ? Number(version) : 0,
    path: rest.join('/'),
  };
}
