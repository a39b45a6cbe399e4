import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { costOfTree, parseStat, treeOf } from './process-tree.ts';

const stat = (pid: number, parent: number) => ({ pid, parent, cpuSeconds: 0 });

describe('parseStat', () => {
  it('adds up the time of a process and of its ended children, whatever its name is', () => {
    const line = '4711 (a) b (c) S 12 4711 4711 0 -1 4194304 9 8 7 6 150 50 25 75 20 0 11 0 12345 99 88';
    expect(parseStat(line)).toEqual({ pid: 4711, parent: 12, cpuSeconds: 3 });
  });
});

describe('treeOf', () => {
  it('holds children and their children, and nobody else', () => {
    const all = [stat(1, 0), stat(5, 4), stat(4, 2), stat(2, 1), stat(3, 1)];
    expect(treeOf(2, all).map(({ pid }) => pid)).toEqual([2, 4, 5]);
  });

  it('is empty where there is no such process', () => {
    expect(treeOf(9, [stat(1, 0)])).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('costOfTree', () => {
  it('counts the memory and the time of a process and of what it started', async () => {
    const busy = 'while (process.cpuUsage().user < 2e5); console.log(1); setInterval(() => {}, 1e6)';
    const child = spawn('sh', ['-c', `'${process.execPath}' -e '${busy}'; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own, so that both end with it.
      detached: true,
    });
    onTestFinished(() => void process.kill(-(child.pid ?? 0), 'SIGKILL'));
    await once(child.stdout, 'data');
    const { processes, cpuSeconds, residentBytes, peakBytes } = costOfTree(child.pid ?? 0);
    expect(processes).toBe(2);
    expect(cpuSeconds).toBeGreaterThan(0.1);
    expect(residentBytes).toBeGreaterThan(20e6);
    expect(peakBytes).toBeGreaterThanOrEqual(residentBytes);
  });
});
