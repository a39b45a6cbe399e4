import { expect, test } from 'vitest';
import { changedDvcFile, newDvcFile } from './write-dvc-file.ts';

const note = { oid: '0cc175b9c0f1b6a831c399e269772661', sizeBytes: 3, files: undefined, isExecutable: false };

test('writes a file and a folder as DVC does', () => {
  expect(newDvcFile(note, 'data.csv')).toBe(
    'outs:\n- md5: 0cc175b9c0f1b6a831c399e269772661\n  size: 3\n  hash: md5\n  path: data.csv\n',
  );
  expect(newDvcFile({ ...note, oid: `${note.oid}.dir`, files: 2 }, 'data')).toContain(
    '  size: 3\n  nfiles: 2\n  hash: md5\n',
  );
  expect(newDvcFile({ ...note, isExecutable: true }, 'run')).toContain(
    '  size: 3\n  isexec: true\n  hash: md5\n',
  );
});

// What ruamel.yaml writes for these, taken from files of DVC 3.67.
test.each([
  ['plain name.csv', 'plain name.csv'],
  ['a: b', "'a: b'"],
  ['it’s', 'it’s'],
  ["a'b: c", `"a'b: c"`],
  [
    'very long name with many words in it so that the writer of yaml folds the line somewhere after eighty.txt',
    'very long name with many words in it so that the writer of yaml folds \n    the line somewhere after eighty.txt',
  ],
  ['a\tb', '"a\\tb"'],
  ['#x', "'#x'"],
  ['123', "'123'"],
  ['1e5', "'1e5'"],
  ['true', "'true'"],
  ['日本', '日本'],
])('writes the path %j as %s', (path, written) => {
  expect(newDvcFile(note, path)).toContain(`  path: ${written}\n`);
});

test('quotes a hash that YAML would read as a number', () => {
  expect(newDvcFile({ ...note, oid: '1234567890123456789012345678e901' }, 'x')).toContain(
    "md5: '1234567890123456789012345678e901'\n",
  );
});

test('keeps comments, keys of people and the order of keys', () => {
  const before = `# ours
desc: reviews
outs:
- md5: 0cc175b9c0f1b6a831c399e269772661 # old
  size: 3
  hash: md5
  path: data.csv # here
  desc: by hand
  remote: cold
meta:
  owner: data team
`;
  const after = changedDvcFile(before, 'data.csv.dvc', 'data.csv', {
    ...note,
    oid: '92eb5ffee6ae2fec3ad71c777531578f',
    sizeBytes: 9,
  });
  expect(after).toBe(
    before
      .replace('0cc175b9c0f1b6a831c399e269772661', '92eb5ffee6ae2fec3ad71c777531578f')
      .replace('size: 3', 'size: 9'),
  );
});

test('a file of DVC 2 gets the key that says otherwise at its end', () => {
  const before = 'outs:\n- md5: 0cc175b9c0f1b6a831c399e269772661\n  size: 3\n  path: data.csv\n';
  expect(changedDvcFile(before, 'data.csv.dvc', 'data.csv', note)).toBe(`${before}  hash: md5\n`);
});
