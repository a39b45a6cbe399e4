import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, type as osType, release, totalmem } from 'node:os';
import { repository } from './places.ts';

export interface Surroundings {
  readonly date: string;
  readonly commit: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly system: string;
    /** One-minute load when the suite began: others at work show here. */
    readonly load: number;
  };
  readonly versions: Readonly<Record<string, string>>;
}

export function surroundings(pythonVersions: Readonly<Record<string, string>>, now: Date): Surroundings {
  return {
    date: now.toISOString(),
    commit: commit(),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      memoryBytes: totalmem(),
      system: `${osType()} ${release()}`,
      load: loadavg()[0],
    },
    versions: { node: process.version.slice(1), ...pythonVersions },
  };
}

/** The commit measured, and whether files stood beside it that it does not hold; results do not count. */
function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: repository,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!bench/results') !== '';
    return git('rev-parse', 'HEAD') + (changed ? ' with uncommitted changes' : '');
  } catch {
    return 'unknown: no git repository';
  }
}
