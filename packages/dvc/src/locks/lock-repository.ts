import { spawn } from 'node:child_process';
import { closeSync, linkSync, mkdirSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DvcError, throwIfAborted } from '../errors.ts';
import { fileError } from '../files.ts';
import type { Repository } from '../repository/repository.ts';
import { refuseBusyPaths } from './busy-paths.ts';

/** DVC waits as long for another process. */
const waitsMs = [0, 500, 500, 500, 500, 500, 500];

/** Keeps DVC, and others of us, out of the repository while the work changes it. */
export async function withRepositoryLocked<Value>(
  repository: Repository,
  paths: readonly string[],
  signal: AbortSignal | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  const folder = join(repository.dvcFolder, 'tmp');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(folder, error);
  }
  const path = join(folder, 'lock');
  const release = await acquired(
    repository.config.locksByHardLink ? () => lockByHardLink(path, folder) : () => lockByFlock(path),
    signal,
  );
  if (release === undefined)
    throw new DvcError(
      'REPOSITORY_LOCKED',
      `Another process is at work in ${repository.root}; wait for it to end. If there is none, remove ${path}.`,
    );
  try {
    refuseBusyPaths(folder, paths);
    return await work();
  } finally {
    release();
  }
}

type Release = () => void;

async function acquired(
  attempt: () => Promise<Release | undefined>,
  signal: AbortSignal | undefined,
): Promise<Release | undefined> {
  for (const waitMs of waitsMs) {
    if (waitMs > 0) await setTimeout(waitMs);
    throwIfAborted(signal);
    const release = await attempt();
    if (release) return release;
  }
  return undefined;
}

/**
 * DVC holds flock(2) on the file while it works. Node cannot call that, but a child that locks a file it has
 * inherited from us locks it for us: the lock belongs to the opened file, and goes when we close it or die.
 */
async function lockByFlock(path: string): Promise<Release | undefined> {
  let file: number;
  try {
    file = openSync(path, 'a+');
  } catch (error) {
    throw fileError(path, error);
  }
  for (const [command, ...args] of lockers) {
    const answer = await exitCode(command!, args, file);
    if (answer === undefined) continue;
    if (answer !== 0) {
      closeSync(file);
      return undefined;
    }
    break;
  }
  truncateSync(path);
  writeSync(file, ` ${process.pid}\n`);
  return () => closeSync(file);
}

/** On Linux the first, on macOS the second. Without any of them only DVC's list of busy paths protects. */
const lockers = [
  ['flock', '--exclusive', '--nonblock', '3'],
  ['perl', '-e', 'open(my $f, "+<&=", 3) or exit 2; exit(flock($f, 6) ? 0 : 1)'],
  ['python3', '-c', 'import fcntl; fcntl.flock(3, fcntl.LOCK_EX | fcntl.LOCK_NB)'],
] as const;

function exitCode(command: string, args: readonly string[], file: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', file] });
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

/** `core.hardlink_lock`: a claim of our own, linked to the one name that only one can have. */
async function lockByHardLink(path: string, folder: string): Promise<Release | undefined> {
  const claim = join(folder, `${crypto.randomUUID()}.lock`);
  const file = openSync(claim, 'wx');
  writeSync(file, `${path}|${hostname()}|${process.pid}|${crypto.randomUUID()}`);
  closeSync(file);
  try {
    linkSync(claim, path);
  } catch (error) {
    rmSync(claim, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw fileError(path, error);
  }
  return () => {
    rmSync(path, { force: true });
    rmSync(claim, { force: true });
  };
}
