import { describe, expect, it } from 'vitest';
import { type Step, steps } from './sides.ts';
import { type Pair, partTable } from './tables.ts';

const all = (seconds: number) =>
  Object.fromEntries(
    steps.map((step) => [step, { seconds, cpuSeconds: seconds, peakBytes: seconds * 1e7 }]),
  ) as Record<Step, { seconds: number; cpuSeconds: number; peakBytes: number }>;

describe('the table of a remote', () => {
  it('has the median of the pairs’ ratios, and adds adding and pushing up', () => {
    const pairs: Pair[] = [
      { ours: all(1), dvc: all(8) },
      { ours: all(2), dvc: all(8) },
      { ours: all(2), dvc: all(20) },
    ];
    const lines = partTable({ remote: 'a folder', files: 10_000, pairs }).split('\n');
    expect(lines[0]).toBe('## 10,000 files, the remote a folder');
    expect(lines[4]).toBe('| add and push | 4.00 s | 16.0 s | 8.00× | 4.00× | 10.00× | 20 MB | 200 MB |');
    expect(lines).toHaveLength(4 + 1 + steps.length);
  });
});
