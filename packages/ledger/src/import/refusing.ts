import { LedgerError } from '../errors.ts';
import type { ImportRefusal } from './imported.ts';

export interface Refusing {
  readonly refused: ImportRefusal[];
  /** Whether the check passed; what it refuses is noted with its reason, and everything else goes on. */
  readonly passes: (subject: string, check: () => void) => boolean;
  readonly refuse: (subject: string, reason: string) => void;
  /** Those of the entries that pass. */
  readonly kept: <Entry>(
    entries: Readonly<Record<string, Entry>>,
    subjectOf: (key: string) => string,
    check: (key: string, entry: Entry) => void,
  ) => (readonly [key: string, entry: Entry])[];
}

export function refusing(): Refusing {
  const refused: ImportRefusal[] = [];
  const refuse = (subject: string, reason: string): void => {
    refused.push({ subject, reason });
  };
  const passes = (subject: string, check: () => void): boolean => {
    try {
      check();
      return true;
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      refuse(subject, error.message);
      return false;
    }
  };
  return {
    refused,
    refuse,
    passes,
    kept: (entries, subjectOf, check) =>
      Object.entries(entries).filter(([key, entry]) => passes(subjectOf(key), () => check(key, entry))),
  };
}
