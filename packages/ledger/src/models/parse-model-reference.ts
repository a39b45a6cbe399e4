import { LedgerError } from '../errors.ts';
import { shown } from '../names.ts';
import { champion } from './model.ts';

/** A number, an alias or `latest`. */
export type VersionSelector = number | string;

export interface ModelReference {
  readonly name: string;
  readonly version: VersionSelector;
}

const form = /^([A-Za-z0-9][A-Za-z0-9._-]{0,99})(?:@([A-Za-z0-9_-]{1,255}))?$/;

/** `sms@3`, `sms@shadow`, `sms@latest`; `sms` alone is the version in service. */
export function parseModelReference(text: string): ModelReference {
  const found = form.exec(text);
  const version = parseVersionSelector(found?.[2] ?? champion);
  if (found === null || version === null) {
    throw new LedgerError(
      'NAME_INVALID',
      `${shown(text)} names no version of a model; write name@3, name@latest, name@alias or name.`,
    );
  }
  return { name: found[1], version };
}

/** As it stands in an address; null where it is neither a number of a version nor what an alias may be. */
export function parseVersionSelector(text: string): VersionSelector | null {
  if (!/^\d+$/.test(text)) return /^[A-Za-z0-9_-]{1,255}$/.test(text) ? text : null;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
