/** What `models:/…` stands for. */
export type ModelUri =
  | { readonly kind: 'logged'; readonly id: string }
  | { readonly kind: 'version'; readonly name: string; readonly version: string }
  | { readonly kind: 'alias'; readonly name: string; readonly alias: string }
  | { readonly kind: 'stage'; readonly name: string; readonly stage: string }
  | { readonly kind: 'latest'; readonly name: string };

export interface UriParts {
  /** In small letters; empty where there is none, as of a path. */
  readonly scheme: string;
  readonly host: string;
  /** Without query and fragment. */
  readonly path: string;
}

/** Cut as Python's urlparse cuts it, which takes what is no URL too. */
export function uriParts(uri: string): UriParts {
  const found = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)/.exec(uri);
  return { scheme: (found?.[1] ?? '').toLowerCase(), host: found?.[2] ?? '', path: found?.[3] ?? '' };
}

/** `models:/name/3`, `models:/name@alias`, `models:/name/Production`, `models:/name/latest`, `models:/m-…`; else null. */
export function parseModelUri(uri: string): ModelUri | null {
  // MLflow cuts off a query here and leaves the fragment.
  const path = /^models:(\/[^?]+)/i.exec(uri)?.[1];
  if (path === undefined || path === '/') return null;
  const parts = path.replace(/^\/+/, '').split('/');
  const [name, suffix] = parts;
  if (parts.length > 2 || name.trim() === '') return null;
  if (suffix !== undefined) {
    if (suffix.trim() === '') return null;
    if (/^\d+$/.test(suffix)) return { kind: 'version', name, version: suffix };
    return suffix.toLowerCase() === 'latest'
      ? { kind: 'latest', name }
      : { kind: 'stage', name, stage: suffix };
  }
  const at = name.lastIndexOf('@');
  if (at < 0) return { kind: 'logged', id: name };
  const alias = name.slice(at + 1);
  return alias.trim() === '' ? null : { kind: 'alias', name: name.slice(0, at), alias };
}
