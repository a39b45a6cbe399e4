import { LedgerError } from './errors.ts';

/** Datasets and models: what stands in addresses, file names and `name@number` without being escaped. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Of one of MLflow's models. */
const mostOfModelName = 256;

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const controlsButLines = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

export function assertName(kind: string, value: string): void {
  if (namePattern.test(value)) return;
  throw new LedgerError(
    'NAME_INVALID',
    `${shown(value)} cannot name a ${kind}: use 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or a digit.`,
  );
}

/**
 * MLflow's registry takes what is no path. Such a name is escaped in addresses; a model that has a `.verdict` version
 * keeps to the rule above, because its name stands in file names and in `name@number`.
 */
export function assertModelName(value: string): void {
  const usable =
    value.trim() !== '' &&
    value.isWellFormed() &&
    !/[/:]/.test(value) &&
    !/^(\.$|\.\.)/.test(value) &&
    !controls.test(value) &&
    !isLongerThan(value, mostOfModelName);
  if (usable) return;
  throw new LedgerError(
    'NAME_INVALID',
    `${shown(value)} cannot name a model: use 1 to ${mostOfModelName} characters without slashes, colons and control characters, and not two dots in front.`,
  );
}

export interface TextOptions {
  /** Line breaks and tabs are welcome: descriptions, messages. */
  readonly lines?: boolean;
}

/** Text that people read, as a title, a description or a message. */
export function assertText(
  kind: string,
  value: string,
  maxLength: number,
  { lines = false }: TextOptions = {},
): void {
  assertStorable(`The ${kind}`, value, maxLength);
  const at = value.search(lines ? controlsButLines : controls);
  if (at < 0) return;
  throw new LedgerError(
    'VALUE_INVALID',
    `The ${kind} has the control character ${codePoint(value, at)} at character ${at + 1}; leave it out.`,
  );
}

/** Any text that PostgreSQL gives back as it was: values of parameters and tags, whatever they hold. */
export function assertStorable(what: string, value: string, maxLength: number): void {
  if (isLongerThan(value, maxLength)) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `${what} has ${grouped(value.length)} characters, and at most ${grouped(maxLength)} are kept; shorten it, or keep it as an artifact.`,
    );
  }
  const nul = value.indexOf('\0');
  if (nul >= 0) {
    throw new LedgerError(
      'VALUE_INVALID',
      `${what} has a NUL at character ${nul + 1}, which PostgreSQL cannot keep; leave it out.`,
    );
  }
  if (!value.isWellFormed()) {
    throw new LedgerError(
      'VALUE_INVALID',
      `${what} holds half of a surrogate pair, which UTF-8 cannot express; send whole characters.`,
    );
  }
}

/** A name of the caller's in an error: quoted, with its control characters visible, and never long. */
export function shown(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** Characters are code points, as PostgreSQL and MLflow's clients count them. */
function isLongerThan(value: string, maxLength: number): boolean {
  if (value.length <= maxLength) return false;
  if (value.length > 2 * maxLength) return true;
  let points = 0;
  for (const _ of value) points++;
  return points > maxLength;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function codePoint(value: string, at: number): string {
  return `U+${value.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`;
}
