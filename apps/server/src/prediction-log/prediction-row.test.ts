import { createHash } from 'node:crypto';
import type { PredictionRow } from '@verdict/ledger';
import { expect, test } from 'vitest';
import { withPolicy } from './prediction-row.ts';

const row = { text: 'Ein schöner Film.', textSha256: null, characters: 17 } as PredictionRow;

test.each([
  ['full', row.text, null],
  ['hashed', null, createHash('sha256').update('Ein schöner Film.', 'utf8').digest('hex')],
  ['without-text', null, null],
] as const)('kept %s', (policy, text, textSha256) => {
  expect(withPolicy(row, policy)).toEqual({ ...row, text, textSha256 });
});
