import { checkLength, checkName, checkNoPath } from './check-text.ts';
import { refuse } from './refuse.ts';

/** MLflow's rules of what may be called how in its registry, in its words: scripts and people look for them. */

export function assertRegisteredName(name: string, field: 'name' | 'new_name' = 'name'): void {
  if (name.trim() === '') refuse(`Missing value for required parameter '${field}'.`);
  if (/[/:]/.test(name))
    refuse(`Invalid model name '${name.slice(0, 300)}'. Names cannot contain '/' or ':'.`);
  checkNoPath(name, 'name');
  checkLength('name', name, 256);
}

export function assertRegistryTags(
  tags: readonly { readonly key: string; readonly value?: string }[] = [],
): void {
  for (const { key, value = '' } of tags) {
    assertRegistryTagKey(key);
    checkLength('value', value, 100_000);
  }
}

export function assertRegistryTagKey(key: string): void {
  checkName(key, 'key');
  checkLength('key', key, 250);
}

export function assertAliasName(alias: string): void {
  if (!/^[\p{L}\p{N}_-]*$/u.test(alias)) {
    refuse(
      `Invalid alias name: '${alias.slice(0, 300)}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
  checkLength('Registered model alias name', alias, 255);
}

export function assertAliasNotReserved(alias: string): void {
  if (alias.toLowerCase() === 'latest') refuse("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) refuse(`Version alias name '${alias}' is reserved.`);
}

/** A number of a version, which travels as text. */
export function versionNumber(text: string): number {
  if (/^\s*[+-]?\d+\s*$/.test(text)) return Number(text);
  return refuse(`Parameter 'version' must be an integer, got '${text.slice(0, 300)}'.`);
}
