import { posix } from 'node:path';
import { LedgerError } from '@verdict/ledger';

/** MLflow's rules of what may be called how in its registry, in its words: scripts and people look for them. */

export function assertRegisteredName(name: string, field: 'name' | 'new_name' = 'name'): void {
  if (name.trim() === '') throw invalid(`Missing value for required parameter '${field}'.`);
  if (/[/:]/.test(name)) throw invalid(`Invalid model name '${name}'. Names cannot contain '/' or ':'.`);
  assertNoPath('name', name);
  assertLength('name', name, 256);
}

export function assertRegistryTags(
  tags: readonly { readonly key: string; readonly value?: string }[] = [],
): void {
  for (const { key, value = '' } of tags) {
    assertRegistryTagKey(key);
    assertLength('value', value, 100_000);
  }
}

export function assertRegistryTagKey(key: string): void {
  if (!/^[/\p{L}\p{N}_.\- :]*$/u.test(key)) {
    throw invalid(
      `Invalid value ${JSON.stringify(key.slice(0, 300))} for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).`,
    );
  }
  assertNoPath('key', key);
  assertLength('key', key, 250);
}

export function assertAliasName(alias: string): void {
  if (!/^[\p{L}\p{N}_-]*$/u.test(alias)) {
    throw invalid(
      `Invalid alias name: '${alias.slice(0, 300)}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
  assertLength('Registered model alias name', alias, 255);
}

export function assertAliasNotReserved(alias: string): void {
  if (alias.toLowerCase() === 'latest') throw invalid("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) throw invalid(`Version alias name '${alias}' is reserved.`);
}

/** A number of a version, which travels as text. */
export function versionNumber(text: string): number {
  if (/^\s*[+-]?\d+\s*$/.test(text)) return Number(text);
  throw invalid(`Parameter 'version' must be an integer, got '${text.slice(0, 300)}'.`);
}

function assertNoPath(field: string, value: string): void {
  const resolved = posix.normalize(value).replace(/(?<=.)\/+$/, '');
  if (resolved === value && resolved !== '.' && !resolved.startsWith('..') && !resolved.startsWith('/')) {
    return;
  }
  throw invalid(
    `Invalid value ${JSON.stringify(value.slice(0, 300))} for parameter '${field}' supplied: Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '${resolved.slice(0, 300)}'`,
  );
}

/** Characters are code points, as Python counts them. */
function assertLength(field: string, value: string, most: number): void {
  if (value.length <= most || [...value].length <= most) return;
  throw invalid(`'${field}' exceeds the maximum length of ${most} characters`);
}

function invalid(message: string): LedgerError {
  return new LedgerError('VALUE_INVALID', message);
}
