import { posix } from 'node:path';
import { refuse } from './refuse.ts';

/** MLflow's rules of names, which are the same for what is logged and for its registry, in its words. */

const nameCharacters = /^[/\p{L}\p{N}_.\- :]*$/u;
const badCharacters =
  'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).';
/** Of what a caller sent, as much as a message repeats. */
const shownLength = 300;

/** The characters of a name, and no path in it that leads elsewhere. */
export function checkName(name: string, place: string): void {
  if (!nameCharacters.test(name)) refuse(`${invalid(place, name)}: ${badCharacters}`);
  checkNoPath(name, place);
}

export function checkNoPath(name: string, place: string): void {
  const resolved = posix.normalize(name).replace(/(?<=.)\/+$/, '') || '.';
  if (resolved === name && name !== '.' && !name.startsWith('..') && !name.startsWith('/')) return;
  refuse(
    `${invalid(place, name)}: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '${resolved.slice(0, shownLength)}'`,
  );
}

/** Characters are code points, as Python counts them. */
export function checkLength(kind: string, value: string, most: number): void {
  if (value.length > most && [...value].length > most) {
    refuse(`'${kind}' exceeds the maximum length of ${most} characters`);
  }
}

export function invalid(place: string, value: string | number): string {
  const shown = typeof value === 'string' ? value.slice(0, shownLength) : value;
  return `Invalid value ${JSON.stringify(shown)} for parameter '${place}' supplied`;
}
