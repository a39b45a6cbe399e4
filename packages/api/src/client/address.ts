import { ApiError } from './api-error.ts';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A path out of names that are escaped: at`datasets/${name}/versions`. */
export function at(parts: TemplateStringsArray, ...names: readonly (string | number)[]): string {
  return parts.reduce((path, part, index) => `${path}${segment(String(names[index - 1]))}${part}`);
}

/** Several names with slashes between them, each escaped. */
export function atPath(base: string, path: string): string {
  return `${base}/${path.split('/').map(segment).join('/')}`;
}

export function withQuery(path: string, query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

/** Empty, `.` and `..` would name another address, escaped or not. */
export function assertNamed(path: string): void {
  const wrong = path
    .split('/')
    .slice(1)
    .find((name) => name === '' || name === '.' || name === '..');
  if (wrong === undefined) return;
  throw new ApiError({
    code: 'CALL_INVALID',
    status: null,
    detail: `${JSON.stringify(wrong)} cannot stand in an address; give a name.`,
    canRetry: false,
    requestId: null,
  });
}

function segment(name: string): string {
  return encodeURIComponent(name.toWellFormed());
}
