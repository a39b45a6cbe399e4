import { expect, test } from 'vitest';
import { tables } from './tables.ts';

test('rates stand side by side, and memory under them', () => {
  const memory = { beforeOpening: 50e6, now: 400e6, peak: 500e6 };
  const result = (place: 'PGlite' | 'PostgreSQL', totalMs: number) => ({
    place,
    version: '17.4',
    opened: memory,
    end: { ...memory, now: 450e6 },
    measured: [{ what: 'create a run', thing: 'runs', things: 2000, totalMs, callsMs: [1, 2, 3] }],
  });
  expect(tables([result('PGlite', 1000), result('PostgreSQL', 2000)])).toBe(
    `| | PGlite p50 | PGlite p99 | PGlite a second | PostgreSQL p50 | PostgreSQL p99 | PostgreSQL a second |
| --- | --: | --: | --: | --: | --: | --: |
| create a run | 2.00 ms | 3.00 ms | 2,000 runs | 2.00 ms | 3.00 ms | 1,000 runs |

| memory of the process | PGlite | PostgreSQL |
| --- | --: | --: |
| before the store is opened | 50 MB | 50 MB |
| after it is opened | 400 MB | 400 MB |
| after the last step | 450 MB | 450 MB |
| greatest | 500 MB | 500 MB |`.replace('| | PGlite', '|  | PGlite'),
  );
});
