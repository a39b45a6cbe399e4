import { execFile } from 'node:child_process';

export interface GitState {
  /** Forty or sixty-four hex digits. */
  readonly commit: string;
  /** Null where no branch is checked out. */
  readonly branch: string | null;
  /** Tracked files differ from the commit; files that git does not track do not count. */
  readonly dirty: boolean;
}

/** Looking at every tracked file of a large checkout takes a second; a network folder that hangs takes for ever. */
const limitMs = 5_000;
/** A list of changes longer than this says no more than that there are changes. */
const mostBytes = 1 << 20;

/**
 * The commit that the folder's checkout is at. Null outside a repository, before its first commit, without git, and
 * where git takes too long. It is only read: no lock is taken, and what a repository's own configuration would run is
 * left out.
 */
export function gitState(folder: string): Promise<GitState | null> {
  const options = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'];
  const status = [
    'status',
    '--porcelain=v2',
    '--branch',
    '--untracked-files=no',
    '--ignore-submodules=dirty',
  ];
  return new Promise((resolve) => {
    const done = (error: Error | null, stdout: string): void => {
      const isCut = (error as NodeJS.ErrnoException | null)?.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      resolve(error && !isCut ? null : parseStatus(stdout));
    };
    try {
      execFile(
        'git',
        [...options, ...status],
        { cwd: folder, timeout: limitMs, killSignal: 'SIGKILL', maxBuffer: mostBytes, windowsHide: true },
        done,
      );
    } catch {
      resolve(null);
    }
  });
}

/** Of `git status --porcelain=v2 --branch`: headers with #, then a line a change. */
export function parseStatus(text: string): GitState | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const header = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
  const commit = header('oid') ?? '';
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return null;
  const branch = header('head') ?? '(detached)';
  return {
    commit,
    branch: branch === '(detached)' ? null : branch,
    dirty: lines.some((line) => !line.startsWith('#')),
  };
}
