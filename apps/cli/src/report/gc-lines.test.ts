import { expect, test } from 'vitest';
import { gcLines } from './gc-lines.ts';

const nothing = {
  dry_run: false,
  blobs: 0,
  bytes: 0,
  runs: 0,
  experiments: 0,
  logged_models: 0,
  kept: [],
  kept_total: 0,
  waiting: 0,
};

test('says what went, what stays and what waits', () => {
  expect(gcLines(nothing)).toEqual([
    'Nothing to remove: everything that is kept is on record, or too new to say.',
  ]);
  expect(gcLines({ ...nothing, dry_run: true, runs: 1, experiments: 2, blobs: 3, bytes: 4000 })).toEqual([
    'Would remove 1 run, 2 experiments, 3 blobs (4.0 kB).',
  ]);
  const run = { kind: 'run' as const, id: 'r1', name: 'bold-finch', by: 'reviews@3' };
  const kept = { ...nothing, logged_models: 1, kept: [run], kept_total: 1, waiting: 1 };
  expect(gcLines(kept)).toEqual([
    'Removed 1 logged model.',
    '1 deleted thing stays, because model versions refer to it:',
    '  run r1 (bold-finch), for reviews@3',
    '1 deleted thing can still be restored; --deleted-for 0s takes it too.',
  ]);
  const many = { ...nothing, kept: Array(100).fill(run), kept_total: 1234 };
  expect(gcLines(many).at(-1)).toBe('  and 1,224 more');
});
