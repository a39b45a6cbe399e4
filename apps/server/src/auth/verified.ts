import { createHmac, randomBytes } from 'node:crypto';
import type { Caller } from './caller.ts';

/**
 * A password costs 0.3 s of a core to check, a client of MLflow sends it with every request, so what was good stays
 * good for ten seconds. That is how long another replica may take to hear of a revoked key or a changed password; in
 * the process where it was changed it is at once.
 */
const goodMs = 10_000;
/** For as long it is remembered that it was good: others' failures at its address do not keep it from being checked. */
const familiarMs = 3_600_000;
/** Some 5 MB. */
const mostEntries = 10_000;

interface Entry {
  readonly caller: Caller;
  readonly age: number;
  readonly goodUntilMs: number;
  readonly familiarUntilMs: number;
}

/** What was checked and found good. It keeps no credentials: they are names under a key that only this process has. */
export interface Verified {
  readonly nameOf: (authorization: string) => string;
  readonly get: (name: string) => Caller | null;
  /** It was good within the hour. Only who has the very same credentials has the same name. */
  readonly isFamiliar: (name: string) => boolean;
  /** `since`: the age at which the check began; what was forgotten meanwhile is not good, only familiar. */
  readonly keep: (name: string, caller: Caller, options: { expiresMs: number | null; since: number }) => void;
  /** It is good no longer. */
  readonly drop: (name: string) => void;
  readonly age: () => number;
  /** Everything is to be checked again. */
  readonly forget: () => void;
}

export function createVerified(clock: () => number): Verified {
  const secret = randomBytes(32);
  const entries = new Map<string, Entry>();
  let age = 0;
  return {
    nameOf: (authorization) => createHmac('sha256', secret).update(authorization).digest('base64'),
    get: (name) => {
      const entry = entries.get(name);
      return entry && entry.age === age && entry.goodUntilMs > clock() ? entry.caller : null;
    },
    isFamiliar: (name) => (entries.get(name)?.familiarUntilMs ?? 0) > clock(),
    keep: (name, caller, { expiresMs, since }) => {
      const now = clock();
      entries.delete(name);
      const [oldest] = entries.keys();
      if (oldest !== undefined && entries.size >= mostEntries) entries.delete(oldest);
      entries.set(name, {
        caller,
        age: since,
        goodUntilMs: Math.min(now + goodMs, expiresMs ?? Number.POSITIVE_INFINITY),
        familiarUntilMs: now + familiarMs,
      });
    },
    drop: (name) => {
      entries.delete(name);
    },
    age: () => age,
    forget: () => {
      age += 1;
    },
  };
}
