import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csv, reviews } from './testing/reviews.ts';
import { type Folder, temporaryFolder } from './testing/verdict.ts';

let folder: Folder;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const rows = reviews(40);
const labelled = (label: (row: number) => string): string =>
  csv(rows.map(({ text }, row) => ({ text, label: label(row) })));

/** Name, content (null: none; undefined: a folder), and what the sentence says. */
const badFiles: readonly [what: string, content: string | Uint8Array | null | undefined, says: RegExp][] = [
  ['no such file', null, /^There is no file d\.csv; .+\.$/],
  ['a folder', undefined, /^d\.csv is a folder; .+\.$/],
  ['an empty file', '', /^d\.csv is empty; .+\.$/],
  ['a header alone', 'text,label\n', /^d\.csv has a header and no rows; .+\.$/],
  ['one class only', labelled(() => 'spam'), /^d\.csv: Every label is "spam"; .+\.$/],
  ['no column known as label', csv(rows).replace('text,label', 'this,that'), /^No column of d\.csv .+\.$/],
  ['a row too short', `${csv(rows)}"alone"\n`, /^Line 42 of d\.csv has 1 cell where 2 are expected; .+\.$/],
  [
    'a quote never closed',
    `${csv(rows)}"open,spam\n`,
    /^The quote that opens on line 42 of d\.csv is never closed; .+\.$/,
  ],
  ['a NUL', `${csv(rows)}"a\0b",positive\n`, /^Byte \d+ \(line 42\) of d\.csv is a NUL.+\.$/],
  ['a cell of 20 MB', `${csv(rows)}"${'long '.repeat(4 * 2 ** 20)}",positive\n`, /42.+10 MB.+\.$/],
  [
    'bytes that are no text',
    Buffer.concat([Buffer.from(csv(rows)), Buffer.from([0x81, 0x8d, 0xff, 0x01, 10])]),
    /d\.csv.+UTF-8.+\.$/,
  ],
  [
    'labels apart in case',
    labelled((row) => (row % 2 ? 'Spam' : row % 4 ? 'spam' : 'ham')),
    /^d\.csv: .+"[Ss]pam".+; write them alike\.$/,
  ],
  [
    'labels apart in space',
    labelled((row) => (row % 2 ? 'spam ' : row % 4 ? 'spam' : 'ham')),
    /^d\.csv: .+"spam .+; write them alike\.$/,
  ],
  [
    'a class for nearly every row',
    labelled((row) => `class ${row}`),
    /^d\.csv: There are 40 classes on 40 rows.+\.$/,
  ],
];

describe('train refuses in one sentence and leaves no file', () => {
  for (const [what, content, says] of badFiles) {
    it(`for ${what}`, async () => {
      if (content === undefined) mkdirSync(join(folder.path, 'd.csv'));
      else if (content !== null) folder.write('d.csv', content);
      const before = folder.files();
      const { code, stdout, stderr } = await folder.verdict([
        'train',
        '--data',
        'd.csv',
        '--out',
        'm.verdict',
        '--json',
      ]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr.trim()).toMatch(says);
      expect(stdout).toBe('');
      expect(code).toBe(1);
      expect(folder.files()).toEqual(before);
    });
  }
});

const badOptions: readonly [args: readonly string[], says: RegExp][] = [
  [['--text', 'review'], /^d\.csv has no column "review"; .+"text", "label"\.$/],
  [['--recipe', 'nb-logrg'], /^There is no recipe "nb-logrg"; perhaps you mean nb-logreg\.$/],
  [['--recipe', 'mine.json'], /^There is no recipe file mine\.json; .+\.$/],
  [['--recipe', 'd.csv'], /^d\.csv is not JSON .+\.$/],
  [['--sweep', 'd.csv'], /^d\.csv is not JSON .+\.$/],
  [['--sweep', 'sweep.json'], /^There is no sweep file sweep\.json; .+\.$/],
  [['--holdout', '1'], /^--holdout is "1"; .+\.$/],
  [['--holdout', '-0.1'], /^--holdout is "-0\.1"; .+\.$/],
  [['--holdout', 'half'], /^--holdout is "half"; .+\.$/],
  [['--seed', '1.5'], /^--seed is "1\.5"; .+\.$/],
  [['--threads', '0'], /^--threads is "0"; .+\.$/],
  [['--size', '4 apples'], /^--size is "4 apples"; .+\.$/],
  [['--size', '10'], /^No useful model fits in 10 bytes.+\.$/],
  [['--name', 'a/b'], /^A model cannot be named "a\/b"; .+\.$/],
  [['--positive', 'spam'], /^As positive --positive names "spam", .+\.$/],
  [['--out', 'nowhere/m.verdict'], /^There is no folder nowhere .+\.$/],
  [['--out', '.'], /^\. is a folder; .+\.$/],
  [['--out', '/dev/full'], /^The disk is full while writing \/dev\/full; .+\.$/],
  [['--test', 'none.csv'], /^There is no file none\.csv; .+\.$/],
];

describe('train refuses an option in one sentence and leaves no file', () => {
  for (const [args, says] of badOptions) {
    it(args.join(' '), async () => {
      folder.write('d.csv', csv(rows));
      const { code, stdout, stderr } = await folder.verdict([
        'train',
        '--data',
        'd.csv',
        '--out',
        'm.verdict',
        ...args,
        '--json',
      ]);
      expect(stderr.trim()).toMatch(says);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stdout).toBe('');
      expect(code).toBe(1);
      expect(folder.files()).toEqual(['d.csv']);
    });
  }
});

describe('wrong usage ends with 2 and names what was meant', () => {
  const misspelt: readonly [args: readonly string[], says: string][] = [
    [['trian'], "Unknown command 'trian'; perhaps you mean train.\n"],
    [['train', '--dat', 'd.csv'], "Unknown option '--dat'; perhaps you mean --data.\n"],
    [
      ['train'],
      '--data is missing; name the labelled texts with --data FILE, or rows on record with --data NAME.\n',
    ],
    [['evaluate'], "Missing required argument 'model'; see --help.\n"],
    [['predict', 'm.verdict', 'a text', '--file', 'f.csv'], 'Give texts or --file, not both.\n'],
    [
      ['predict', 'm.verdict', 'a text', '--out', 'f.csv'],
      '--out goes with --file; without it results are printed.\n',
    ],
    [
      ['train', '--data', 'd', '--test', 't', '--holdout', '0.3'],
      'Give --test or --holdout, not both: a test file is what would be held out.\n',
    ],
    [['data', 'ad'], "Unknown command 'ad'; perhaps you mean add.\n"],
    [['runs', 'compare', 'one'], 'One run cannot be compared; give two or more.\n'],
    [
      ['models', 'promote', 'm', '--force'],
      '--force moves past the judge, so it needs --reason with why; that is kept.\n',
    ],
    [
      ['train', '--data', 'd', '--out', 'm.verdict', '--experiment', 'e'],
      '--experiment is for what goes on record, and --out alone puts nothing there; add --record.\n',
    ],
    [
      ['train', '--data', 'd', '--job', '--threads', '2'],
      '--threads is for a training here, and --job has a worker do it; leave one out.\n',
    ],
    [['train', '--data', 'd', '--promote'], '--promote goes with --job; see verdict train --help.\n'],
    [
      ['accounts', 'change', 'ann'],
      'There is nothing to change; give --role, --password, --disable or --enable.\n',
    ],
  ];
  for (const [args, says] of misspelt) {
    it(args.join(' '), async () => {
      expect(await folder.verdict(args)).toEqual({ code: 2, stdout: '', stderr: says });
    });
  }
});

describe('what is wrong in the command line itself is refused before a workspace is made for it', () => {
  const wrong: readonly [args: readonly string[], says: RegExp][] = [
    [['train', '--data', 'none.csv'], /^There is no file none\.csv; .+\.$/],
    [['train', '--data', 'd.csv', '--recipe', 'nb-logrg'], /^There is no recipe "nb-logrg"; perhaps .+\.$/],
    [['train', '--data', 'd.csv', '--name', '../up'], /^A model cannot be named "\.\.\/up"; .+\.$/],
    [['train', '--data', 'd.csv', '--test', 'none.csv'], /^There is no file none\.csv; .+\.$/],
    [['train', '--data', '../up@2'], /^There is no file \.\.\/up@2; .+\.$/],
    [['data', 'add', 'none.csv'], /^There is no file none\.csv; .+\.$/],
    [['data', 'add', '.'], /^\. is a folder; .+\.$/],
    [['data', 'add', 'd.csv', '--name', 'a b'], /^A dataset cannot be named "a b"; .+\.$/],
    [['data', 'show', 'a b'], /^"a b" names no dataset on record; .+\.$/],
    [['data', 'log', 'd@2'], /^This takes the whole dataset, not a version of it; write d\.$/],
    [['data', 'list', '--limit', '0'], /^--limit is "0"; .+\.$/],
    [['data', 'diff', 'a@1', 'b@2'], /^a and b are two datasets; .+\.$/],
    [['data', 'checkout', 'd@1', '--out', 'no/where.csv'], /^There is no folder no .+\.$/],
    [['models', 'rollback', 'm@2'], /^This takes the whole model, .+\.$/],
    [['models', 'add', 'none.verdict'], /^There is no model file none\.verdict; .+\.$/],
    [['models', 'promote', '\u001b[2J'], /^"\\u001b\[2J" names no model on record; .+\.$/],
    [['accounts', 'add', 'ann', '--role', 'king'], /^--role is "king"; .+\.$/],
    [['keys', 'add', 'k', '--scopes', 'read,fly'], /^--scopes is "read,fly"; .+\.$/],
    [['keys', 'add', 'k', '--scopes', 'read', '--expires', 'soon'], /^--expires is "soon"; .+\.$/],
    [['jobs', 'list', '--state', 'asleep'], /^--state is "asleep"; .+\.$/],
    [['backup', '--out', 'd.csv'], /^d\.csv is there already; .+\.$/],
    [['restore', 'none.tar'], /^There is no file none\.tar; .+\.$/],
    [['gc', '--older-than', 'long'], /^--older-than is "long"; .+\.$/],
  ];
  for (const [args, says] of wrong) {
    it(args.join(' '), async () => {
      folder.write('d.csv', csv(rows));
      const { code, stdout, stderr } = await folder.verdict(args);
      expect(stderr.trim()).toMatch(says);
      expect([code, stdout]).toEqual([1, '']);
      expect(folder.files()).toEqual(['d.csv']);
    });
  }
});
