import type { Artifact } from '@verdict/api';
import { expect, test } from 'vitest';
import { artifactTree, artifactUrl, previewOf } from './artifact-tree.ts';

const file = (path: string, bytes = 1): Artifact => ({ path, bytes, sha256: '0'.repeat(64), created_ms: 0 });

test('paths are a tree, folders before files', () => {
  const artifacts = [
    file('a.txt'),
    file('report/roc.svg', 5),
    file('report/in/x.csv', 2),
    file('report.json'),
  ];
  const tree = artifactTree(artifacts);
  expect(tree).toMatchObject([
    {
      kind: 'folder',
      name: 'report',
      path: 'report',
      bytes: 7,
      files: 2,
      inside: [
        { kind: 'folder', name: 'in', path: 'report/in', inside: [{ kind: 'file', name: 'x.csv' }] },
        { kind: 'file', name: 'roc.svg' },
      ],
    },
    { kind: 'file', name: 'a.txt' },
    { kind: 'file', name: 'report.json' },
  ]);
  expect(artifactTree([])).toEqual([]);
});

test.each([
  ['report/roc.SVG', 'drawing'],
  ['a.png', 'picture'],
  ['a.csv', 'table'],
  ['card.html', 'text'],
  ['model/x.verdict', 'none'],
  ['.constructor', 'none'],
  ['noending', 'none'],
] as const)('%s is shown as a %s', (path, preview) => {
  expect(previewOf(path)).toBe(preview);
});

test('an address has every part of a path escaped', () => {
  expect(artifactUrl('r1', 'a b/c?d#e.png')).toBe('/api/v1/runs/r1/artifacts/a%20b/c%3Fd%23e.png');
});
