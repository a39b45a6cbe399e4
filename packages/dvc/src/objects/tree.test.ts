import { expect, test } from 'vitest';
import { compareCodePoints, formatTree, parseTree } from './tree.ts';

const md5 = '0cc175b9c0f1b6a831c399e269772661';

test('writes a folder’s list byte for byte as Python does', () => {
  // The bytes of json.dumps(sorted entries, sort_keys=True) of Python 3.11.
  const { bytes, oid } = formatTree([
    { relpath: 'ünï/日本.txt', md5 },
    { relpath: 'b "quoted"\t.txt', md5 },
    { relpath: 'a/b', md5 },
    { relpath: '\u{1f600}\u007f', md5 },
  ]);
  expect(bytes.toString()).toBe(
    `[{"md5": "${md5}", "relpath": "a/b"}, {"md5": "${md5}", "relpath": "b \\"quoted\\"\\t.txt"}, ` +
      `{"md5": "${md5}", "relpath": "\\u00fcn\\u00ef/\\u65e5\\u672c.txt"}, ` +
      `{"md5": "${md5}", "relpath": "\\ud83d\\ude00\\u007f"}]`,
  );
  expect(oid).toMatch(/^[0-9a-f]{32}\.dir$/);
});

test('an empty folder has the list that DVC gives it', () => {
  expect(formatTree([]).oid).toBe('d751713988987e9331980363e24189ce.dir');
});

test('sorts by code point, where JavaScript’s own order is another', () => {
  const paths = ['\u{1f600}', '\uff5e', 'a', 'a/b', '\ud7ff', 'A'];
  expect(paths.toSorted(compareCodePoints)).toEqual(['A', 'a', 'a/b', '\ud7ff', '\uff5e', '\u{1f600}']);
});

test('reads back what it wrote', () => {
  const entries = [
    { relpath: 'a', md5 },
    { relpath: 'ü/b', md5 },
  ];
  const { bytes, oid } = formatTree(entries);
  expect(parseTree(bytes, oid)).toEqual(entries);
});

test.each([
  ['[{"md5": "0cc175b9c0f1b6a831c399e269772661", "relpath": "../x"}]', /no path inside/],
  ['[{"md5": "0cc175b9c0f1b6a831c399e269772661", "relpath": "/etc/x"}]', /no path inside/],
  ['[{"md5": "0cc175b9c0f1b6a831c399e269772661", "relpath": "a//b"}]', /no path inside/],
  ['[{"md5": "../../../etc/passwd", "relpath": "a"}]', /no hash/],
  ['[{"relpath": "a"}]', /no hash/],
  ['[null]', /no hash/],
  ['{}', /not a list/],
  ['[{"md5"', /not JSON/],
])('refuses the list %s', (text, why) => {
  expect(() => parseTree(Buffer.from(text), 'aa.dir')).toThrow(why);
});
