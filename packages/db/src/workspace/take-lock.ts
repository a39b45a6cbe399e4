import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DbError, type LockHolder } from '../errors.ts';
import { type FoundLock, heartbeatMs, isHeld, type LockRecord, readLock } from './lock-record.ts';
import { identityOf } from './process-identity.ts';
import { workspaceError } from './workspace-error.ts';

export interface WorkspaceLock {
  /** Where others reach the workspace from now on. */
  readonly announce: (url: string | null) => Promise<void>;
  /** Idempotent; removes no lock but this one. */
  readonly release: () => Promise<void>;
}

export interface LockOptions {
  /** How long to wait for a holder that has no URL yet, or is about to end. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/** A holder announces itself within a second or two of taking the lock; opening a large store takes the rest. */
export const defaultWaitMs = 10_000;
const pollMs = 100;
const claimPrefix = 'lock.claim-';
const draftPrefix = '.lock-';
const draftLifeMs = 60_000;

/** Who has the workspace open; null when nobody that lives does. */
export async function lockHolder(home: string): Promise<LockHolder | null> {
  const found = await readLock(lockOf(home));
  return found?.record && (await isHeld(found)) ? { pid: found.record.pid, url: found.record.url } : null;
}

/**
 * Takes the workspace's lock for this process, or rejects with STORE_LOCKED and the holder: at once if that one can
 * be reached, else after `waitMs`.
 */
export async function takeLock(
  home: string,
  { waitMs = defaultWaitMs, signal }: LockOptions = {},
): Promise<WorkspaceLock> {
  const path = lockOf(home);
  const deadline = performance.now() + waitMs;
  for (;;) {
    signal?.throwIfAborted();
    const record = await newRecord();
    const found = await readLock(path);
    let rival: FoundLock | null = null;
    if (found === null) {
      if (await createWhole(path, record)) return heldLock(path, record);
    } else if (await isHeld(found)) {
      rival = found;
    } else {
      const outcome = await takeOver(path, found, record);
      if (outcome.taken) return heldLock(path, record);
      rival = outcome.rival;
    }
    if (rival === null) continue;
    if (rival.record?.url || performance.now() >= deadline) throw lockedBy(home, rival);
    await sleep(pollMs, undefined, { signal });
  }
}

function lockedBy(home: string, { record }: FoundLock): DbError {
  const { pid = 0, url = null } = record ?? {};
  const where = url === null ? '' : `, at ${url}`;
  return new DbError(
    'STORE_LOCKED',
    `The workspace ${home} is open in process ${pid}${where}; go through that one, or end it first.`,
    { holder: { pid, url } },
  );
}

async function newRecord(): Promise<LockRecord> {
  const self = await identityOf(process.pid);
  if (self === null) throw new Error('This process does not find itself.');
  return { ...self, url: null, token: randomUUID(), startedAt: new Date().toISOString() };
}

/**
 * Puts our record in the place of one whose process is dead. Of many that try, one gets there: whoever makes the claim
 * file that is named for the dead one's token, which only one can. If that one dies before it is done, its claim is
 * claimed the same way. A token never returns, so a claim that comes late finds another token in the lock and is void.
 */
async function takeOver(
  path: string,
  dead: FoundLock,
  record: LockRecord,
): Promise<{ readonly taken: boolean; readonly rival: FoundLock | null }> {
  let claim = claimOf(path, dead.token);
  while (!(await createWhole(claim, record))) {
    const claimant = await readLock(claim);
    if (claimant === null) return { taken: false, rival: null };
    if (await isHeld(claimant)) return { taken: false, rival: claimant };
    claim = claimOf(path, claimant.token);
  }
  const taken = (await readLock(path))?.token === dead.token;
  if (taken) {
    await replaceWhole(path, record);
    await sweep(path);
  } else {
    await rm(claim, { force: true });
  }
  return { taken, rival: null };
}

/** Void claims, and what processes that were killed while they wrote have left. */
async function sweep(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const isLeftOver =
      name.startsWith(claimPrefix) ||
      (name.startsWith(draftPrefix) && Date.now() - (await touchedMs(file)) > draftLifeMs);
    if (isLeftOver) await rm(file, { force: true });
  }
}

async function touchedMs(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

function heldLock(path: string, taken: LockRecord): WorkspaceLock {
  let record = taken;
  let released: Promise<void> | undefined;
  const isOurs = async (): Promise<boolean> => (await readLock(path))?.token === record.token;
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  beat.unref();
  return {
    announce: async (url) => {
      record = { ...record, url };
      if (released === undefined && (await isOurs())) await replaceWhole(path, record);
    },
    release: () => {
      released ??= (async () => {
        clearInterval(beat);
        if (await isOurs()) await rm(path, { force: true });
      })();
      return released;
    },
  };
}

/** False when the file is there already. Others see it whole or not at all. */
async function createWhole(path: string, record: LockRecord): Promise<boolean> {
  const draft = await writeDraft(path, record);
  try {
    await link(draft, path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw workspaceError(path, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

async function replaceWhole(path: string, record: LockRecord): Promise<void> {
  await rename(await writeDraft(path, record), path);
}

async function writeDraft(path: string, record: LockRecord): Promise<string> {
  const draft = join(dirname(path), `${draftPrefix}${randomUUID()}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(record)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return draft;
  } catch (cause) {
    await rm(draft, { force: true });
    throw workspaceError(path, cause);
  }
}

function lockOf(home: string): string {
  return join(home, 'lock');
}

function claimOf(path: string, token: string): string {
  return join(dirname(path), `${claimPrefix}${token}`);
}
