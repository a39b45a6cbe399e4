import { expect, test } from 'vitest';
import { possibleOwners } from './artifact-owner.ts';

test.each([
  ['0/r1/artifacts/model/a.bin', [{ runId: 'r1', path: 'model/a.bin' }]],
  ['0/r1/artifacts', [{ runId: 'r1', path: '' }]],
  ['team/films/r1/artifacts/a', [{ runId: 'r1', path: 'a' }]],
  [
    '0/r1/artifacts/r2/artifacts/a',
    [
      { runId: 'r1', path: 'r2/artifacts/a' },
      { runId: 'r2', path: 'a' },
    ],
  ],
  ['0/models/m-1/artifacts/MLmodel', [{ runId: 'm-1', path: 'MLmodel' }]],
  ['artifacts/a', []],
  ['0/-r/artifacts/a', []],
  ['0/r1/artefacts/a', []],
  ['', []],
])('%s could belong to %j', (path, owners) => {
  expect(possibleOwners(path)).toEqual(owners);
});
