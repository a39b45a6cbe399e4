import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { LockHolder } from '../errors.ts';
import { identityOf, type ProcessIdentity } from './process-identity.ts';
import { workspaceError } from './workspace-error.ts';

/** What stands in a lock file. */
export interface LockRecord extends ProcessIdentity, LockHolder {
  /** Of this one taking of the lock, never given twice. */
  readonly token: string;
  readonly startedAt: string;
}

/** A lock file as it was found. */
export interface FoundLock {
  /** Null where the file holds no record: power was lost while it was written, or somebody edited it. */
  readonly record: LockRecord | null;
  readonly token: string;
  readonly touchedMs: number;
}

/** How often a holder shows that it is there, for those that cannot see its process. */
export const heartbeatMs = 2_000;
/** Four missed beats; a container that is started again waits this long, which is less than an opener waits. */
export const silentMs = 4 * heartbeatMs;

export async function readLock(path: string): Promise<FoundLock | null> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const record = parseRecord(text);
    const token = record?.token ?? `damaged-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    return { record, token, touchedMs: mtimeMs };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw workspaceError(path, cause);
  }
}

function parseRecord(text: string): LockRecord | null {
  try {
    const { pid, ticks, boot, pidNamespace, url, token, startedAt } = JSON.parse(text) as LockRecord;
    const whole = Number.isSafeInteger(pid) && pid > 0 && /^[0-9a-f-]{1,64}$/.test(token);
    return whole ? { pid, ticks, boot, pidNamespace, url, token, startedAt } : null;
  } catch {
    return null;
  }
}

export async function isHeld(found: FoundLock): Promise<boolean> {
  if (found.record === null) return false;
  const [self, there] = await Promise.all([identityOf(process.pid), identityOf(found.record.pid)]);
  return isAlive(found.record, self, there, Date.now() - found.touchedMs);
}

/**
 * Whether the process that a record names still lives: exactly, where its number means the same to us; by its
 * heartbeat, where it runs in another container or on another machine that shares the folder.
 */
export function isAlive(
  record: ProcessIdentity,
  self: ProcessIdentity | null,
  there: ProcessIdentity | null,
  silenceMs: number,
): boolean {
  const sameNumbers = record.boot === self?.boot && record.pidNamespace === self?.pidNamespace;
  if (!sameNumbers) return silenceMs < silentMs;
  return there !== null && there.ticks === record.ticks;
}
