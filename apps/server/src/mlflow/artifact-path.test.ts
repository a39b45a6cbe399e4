import { expect, test } from 'vitest';
import { artifactPathOf } from './artifact-path.ts';

test.each([
  ['a', 'a'],
  ['0/r/artifacts/model/a b.txt', '0/r/artifacts/model/a b.txt'],
  ['0/r/artifacts/', '0/r/artifacts'],
  ['100%', '100%'],
  ['100%25', '100%25'],
  ['%zz', '%zz'],
  ['...', '...'],
  ['a..b/..c', 'a..b/..c'],
  ['ü/🎬', 'ü/🎬'],
  ['%C3%BC', '%C3%BC'],
  ['', ''],
])('reads %s as %s', (said, path) => {
  expect(artifactPathOf(said)).toBe(path);
});

const nested = (times: number): string => `%${'25'.repeat(times)}2e%${'25'.repeat(times)}2e/x`;

test.each([
  '..',
  '../x',
  'a/../b',
  'a/..',
  '..\\x',
  'a\\..\\b',
  '%2e%2e/x',
  '%2E%2e%2Fx',
  '..%2fx',
  'a%2f..%2f..%2fetc',
  '..%5cx',
  nested(1),
  nested(5),
  nested(40),
  '/etc/passwd',
  '%2fetc/passwd',
  '\\\\host\\share',
  'C:\\windows',
  'C:/windows',
  'C%3a/windows',
  'file:///etc/passwd',
  'FILE:/etc/passwd',
  'a#b',
  'a%23b',
])('refuses %s in the words of MLflow', (said) => {
  expect(() => artifactPathOf(said)).toThrow(
    expect.objectContaining({ code: 'ARTIFACT_PATH_INVALID', message: 'Invalid path' }),
  );
});
