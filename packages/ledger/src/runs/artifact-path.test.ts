import { describe, expect, test } from 'vitest';
import { assertArtifactPath, foldersOf } from './artifact-path.ts';

describe('an artifact path', () => {
  test.each(['a', 'a/b.txt', 'model/reviews.verdict', 'ü/🎬', '...', '.hidden', 'a b', 'a'.repeat(255)])(
    '%j is one',
    (path) => {
      expect(() => assertArtifactPath(path)).not.toThrow();
    },
  );

  test.each([
    ['', 'is empty'],
    ['../a', 'holds the segment ..'],
    ['a/../b', 'holds the segment ..'],
    ['a/..', 'holds the segment ..'],
    ['./a', 'holds the segment .'],
    ['/etc/passwd', 'is absolute'],
    ['C:/a', 'is absolute'],
    ['c:a', 'is absolute'],
    ['a\\b', 'holds a backslash'],
    ['..\\a', 'holds a backslash'],
    ['a//b', 'holds an empty segment'],
    ['a/', 'ends in a slash'],
    ['a\0', 'holds a control character'],
    ['a\nb', 'holds a control character'],
    ['\ud800', 'holds half of a surrogate pair'],
    [`${'a/'.repeat(500)}b`, 'has 1001 characters'],
    ['é'.repeat(300), 'more than 255'],
    [Array(3).fill('語'.repeat(250)).join('/'), 'has more than 2000 bytes'],
  ])('%j is none', (path, fault) => {
    expect(() => assertArtifactPath(path)).toThrow(fault);
  });

  test('lies in its folders', () => {
    expect(foldersOf('a')).toEqual([]);
    expect(foldersOf('a/b/c')).toEqual(['a', 'a/b']);
  });
});
