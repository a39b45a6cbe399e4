import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DvcError, dvcErrorCodes } from '../src/index.ts';

test('docs/errors.md lists under DVC what the code has, in its order, and what a retry can help', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
  const section = page.split('\n## DVC\n')[1]?.split('\n## ')[0] ?? '';
  const codes = [...section.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
  expect(codes).toEqual(dvcErrorCodes);
  const [sentence = ''] = section.trim().split('\n');
  const retried = [...sentence.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code);
  expect(retried).toEqual(dvcErrorCodes.filter((code) => new DvcError(code, '').canRetry));
});
