import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, commandText } from './measure-command.ts';
import { peer, repository } from './places.ts';

const node = process.execPath;

describe('commandText', () => {
  it('shows a command as typed from the root of the repository, with no path of this machine', () => {
    const line = [
      node,
      join(repository, 'apps/x.js'),
      '--data',
      join(repository, '../shared/d.csv'),
    ] as const;
    expect(commandText(line)).toBe('node apps/x.js --data ../shared/d.csv');
    expect(commandText(['/somewhere/bin/python', peer('folds.py')])).toBe(
      'python bench/learn/peers/folds.py',
    );
  });
});

describe('ask', () => {
  it('takes the last line as JSON, whatever came before', async () => {
    expect(await ask([node, '-e', 'console.log("hello"); console.log(JSON.stringify({ a: 1 }))'])).toEqual({
      a: 1,
    });
  });

  it('refuses a command that fails, with the end of what it said', async () => {
    const failing = ask([node, '-e', 'console.error("the reason"); process.exit(3)']);
    await expect(failing).rejects.toThrow(/exit code 3: the reason/);
  });

  it('refuses a command that prints no JSON', async () => {
    await expect(ask([node, '-e', 'console.log("done")'])).rejects.toThrow('printed no JSON: done');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

describe.runIf(python)('peers/measured.py', () => {
  const measure = (script: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'verdict-bench-'));
    const report = join(folder, 'cost.json');
    const { status } = spawnSync('python3', [peer('measured.py'), report, node, '-e', script]);
    const cost = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    rmSync(folder, { recursive: true });
    return { status, ...cost } as { status: number; seconds: number; cpuSeconds: number; peakBytes: number };
  };

  it('sees the memory that a command touches and the time that it waits', () => {
    const idle = measure('setTimeout(() => {}, 300)');
    const large = measure('Buffer.alloc(200e6, 1)');
    expect(idle.seconds).toBeGreaterThan(0.3);
    expect(large.peakBytes - idle.peakBytes).toBeGreaterThan(150e6);
    expect(large.peakBytes - idle.peakBytes).toBeLessThan(260e6);
  });

  it('counts the processor and not the wait', () => {
    const busy = measure('const end = process.cpuUsage().user + 4e5; while (process.cpuUsage().user < end);');
    expect(busy.cpuSeconds).toBeGreaterThan(0.4);
    expect(busy.seconds).toBeGreaterThan(0.35);
  });

  it('fails where the command fails', () => {
    expect(measure('process.exit(3)').status).toBe(1);
  });
});
