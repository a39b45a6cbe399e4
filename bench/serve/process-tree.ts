import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** User and system time of all its threads, and of its children that have ended. */
  readonly cpuSeconds: number;
}

export interface TreeCost {
  readonly processes: number;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** The sum of each process's own peak. */
  readonly peakBytes: number;
}

/** sysconf(_SC_CLK_TCK), which every Linux that Node runs on answers with 100. */
const ticksPerSecond = 100;

/** A line of /proc/PID/stat; the name in parentheses may hold spaces and parentheses of its own. */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  // From `state`, the third: parent is 4, utime to cstime are 14 to 17.
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
  return { pid: Number.parseInt(line, 10), parent: Number(fields[1]), cpuSeconds: ticks / ticksPerSecond };
}

/** `root` and all that descend from it, of the processes given. */
export function treeOf(root: number, all: readonly ProcessStat[]): readonly ProcessStat[] {
  const tree = all.filter(({ pid }) => pid === root);
  for (let at = 0; at < tree.length; at++) tree.push(...all.filter(({ parent }) => parent === tree[at].pid));
  return tree;
}

/** What a process and those it started have cost up to now. */
export function costOfTree(root: number): TreeCost {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = pids.map((pid) => read(pid, 'stat')).filter((line) => line !== '');
  const tree = treeOf(root, all.map(parseStat));
  const memory = tree.map(({ pid }) => read(`${pid}`, 'status'));
  return {
    processes: tree.length,
    cpuSeconds: tree.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    residentBytes: memory.reduce((sum, status) => sum + kilobytes(status, 'VmRSS') * 1024, 0),
    peakBytes: memory.reduce((sum, status) => sum + kilobytes(status, 'VmHWM') * 1024, 0),
  };
}

function kilobytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

/** A process may end between the listing and the reading; then it costs nothing any more. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
