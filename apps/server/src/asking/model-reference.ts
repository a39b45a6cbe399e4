import type { ModelVersion } from '@verdict/serve';
import type { Part } from './question.ts';

/** As the record numbers versions; a name is told from a path or a header by its letters. */
const numbered = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})@([1-9]\d{0,8})$/;

/** Of `name@3`; null of a name alone, of `name@alias` and of what is none of them. */
export function versionOf(reference: string): ModelVersion | null {
  const [, name, version] = numbered.exec(reference) ?? [];
  return name === undefined ? null : { name, version: Number(version) };
}

/** As whom a version answers that was asked for so, unless a challenger is tried on the question. */
export function partOf(reference: string): Exclude<Part, 'challenger'> {
  return !reference.includes('@') || reference.endsWith('@champion') ? 'champion' : 'asked';
}
