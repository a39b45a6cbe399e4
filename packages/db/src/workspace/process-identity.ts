import { readFile, readlink } from 'node:fs/promises';

/**
 * Which process it is, for longer than its number is its own. Numbers are given again, after a restart of the machine
 * or in another container; together with the other fields they are not.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in ticks since the machine did; null where the system does not say. */
  readonly ticks: string | null;
  /** Of this start of the machine. */
  readonly boot: string | null;
  /** The numbering that the pid belongs to: a container has its own. */
  readonly pidNamespace: string | null;
}

/** The process as it is now; null when there is none with this number. */
export async function identityOf(pid: number): Promise<ProcessIdentity | null> {
  const boot = await read('/proc/sys/kernel/random/boot_id');
  if (boot === null) return exists(pid) ? { pid, ticks: null, boot: null, pidNamespace: null } : null;
  const started = startOf(await read(`/proc/${pid}/stat`));
  if (started === null) return null;
  const pidNamespace = await readlink('/proc/self/ns/pid').catch(() => null);
  return { pid, ticks: started, boot, pidNamespace };
}

/** Field 22 of `/proc/<pid>/stat`; null for a process that has ended and waits to be collected by its parent. */
export function startOf(stat: string | null): string | null {
  // The command's name, in parentheses, may itself hold spaces and parentheses.
  const [state, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined || state === 'Z' || state === 'X' ? null : (rest[18] ?? null);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}
