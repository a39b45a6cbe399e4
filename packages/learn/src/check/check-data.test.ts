import { describe, expect, it } from 'vitest';
import { LearnError } from '../errors.ts';
import { checkData, type DataToCheck } from './check-data.ts';
import { type FindingKind, findingKinds } from './finding.ts';

interface Rows {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
}

const things = ['plot', 'cast', 'score', 'camera', 'script', 'pace', 'ending', 'humour', 'set', 'sound'];
const verbs = ['carries', 'ruins', 'lifts', 'slows', 'saves'];

/** Distinct texts of two classes in turn; `first` keeps two sets apart. */
function clean(rows: number, first = 0): Rows {
  const texts: string[] = [];
  const labels: string[] = [];
  for (let i = first; i < first + rows; i++) {
    texts.push(`The ${things[i % 10]} ${verbs[i % 5]} film number ${i}, in my opinion.`);
    labels.push(i % 2 ? 'good' : 'bad');
  }
  return { texts, labels };
}

/** Clean rows with some texts or labels replaced, by row. */
function changed(
  rows: number,
  change: { texts?: Record<number, string>; labels?: Record<number, string> },
): Rows {
  const { texts, labels } = clean(rows);
  return {
    texts: texts.map((text, row) => change.texts?.[row] ?? text),
    labels: labels.map((label, row) => change.labels?.[row] ?? label),
  };
}

function relabelled(rows: number, label: (row: number) => string): Rows {
  return { texts: clean(rows).texts, labels: Array.from({ length: rows }, (_, row) => label(row)) };
}

const text0 = clean(1).texts[0];
const long = 'word '.repeat(2_500);

/** Each case: what it shows, its data, and all that may be found: kind, count, first rows. */
const cases: readonly (readonly [
  what: string,
  data: DataToCheck,
  found: readonly (readonly [FindingKind, number, readonly number[]])[],
])[] = [
  ['no rows', { texts: [], labels: [] }, [['no-rows', 0, []]]],
  ['empty texts', changed(40, { texts: { 3: '', 8: ' \n', 9: '\u200b' } }), [['empty-text', 3, [3, 8, 9]]]],
  ['empty labels', changed(40, { labels: { 3: '', 5: '  ' } }), [['empty-label', 2, [3, 5]]]],
  [
    'labels in two spellings',
    changed(40, { labels: { 3: 'Good', 4: 'bad ', 5: 'GOOD', 7: 'Good', 6: 'bad ', 9: 'GOOD' } }),
    [['label-variants', 6, [3, 4, 5, 6, 7, 9]]],
  ],
  ['one class', relabelled(40, () => 'good'), [['one-class', 40, []]]],
  ['one class on one row', { texts: ['Fine.'], labels: ['good'] }, [['one-class', 1, []]]],
  ['an id for a label', relabelled(40, (row) => `id-${row}`), [['too-many-classes', 40, []]]],
  [
    'sentences for labels',
    relabelled(40, (row) => `A label that goes on for as long as a sentence ${row % 4}`),
    [['labels-like-text', 4, []]],
  ],
  ['prices for labels', relabelled(100, (row) => `${(row % 25) + 0.5}`), [['labels-like-numbers', 25, []]]],
  ['stars for labels are fine', relabelled(100, (row) => `${1 + (row % 5)}`), []],
  ['a class of one row', changed(40, { labels: { 7: 'odd', 9: 'strange' } }), [['rare-class', 2, [7, 9]]]],
  ['21 to 1', relabelled(440, (row) => (row < 20 ? 'spam' : 'ham')), [['imbalance', 20, [0]]]],
  ['20 to 1 is borne', relabelled(420, (row) => (row < 20 ? 'spam' : 'ham')), []],
  [
    'under 1 % among unequal classes',
    relabelled(1_000, (row) => (row < 9 ? 'rare' : `class ${row % 8}`)),
    [['imbalance', 9, [0]]],
  ],
  ['under 1 % among 150 equal classes is fine', relabelled(1_500, (row) => `class ${row % 150}`), []],
  [
    'one text, two labels',
    changed(40, { texts: { 5: text0.toUpperCase(), 6: `${text0} ` } }),
    [['contradicting-labels', 3, [0, 5, 6]]],
  ],
  [
    'repeats',
    changed(40, { texts: { 6: text0, 8: `  ${text0}`, 10: text0.toUpperCase(), 12: text0 } }),
    [
      ['repeated-text', 2, [6, 12]],
      ['near-repeated-text', 2, [8, 10]],
    ],
  ],
  [
    'the label written into the text',
    {
      labels: clean(40).labels,
      texts: clean(40).texts.map((text, row) => (row % 2 && row > 2 ? `Category: GOOD. ${text}` : text)),
    },
    [['label-in-text', 19, [3, 5, 7, 9, 11, 13, 15, 17, 19, 21]]],
  ],
  [
    'a label that other classes mention as well is fine',
    { labels: clean(40).labels, texts: clean(40).texts.map((text) => `Good or not: ${text}`) },
    [],
  ],
  [
    'a label inside a longer word is fine',
    {
      labels: clean(40).labels,
      texts: clean(40).texts.map((text, row) => (row % 2 ? `Goodbye. ${text}` : text)),
    },
    [],
  ],
  ['a wrong encoding', changed(40, { texts: { 4: 'Itâ€™s cafÃ©' } }), [['mojibake', 1, [4]]]],
  ['a lost character', changed(40, { texts: { 4: 'caf\ufffd' } }), [['lost-characters', 1, [4]]]],
  ['a NUL', changed(40, { texts: { 4: 'a\0b' } }), [['control-characters', 1, [4]]]],
  ['HTML entities', changed(40, { texts: { 4: 'fish &amp; chips' } }), [['html-entities', 1, [4]]]],
  ['a very long text', changed(40, { texts: { 4: long } }), [['length-outlier', 1, [4]]]],
  [
    'a text that swallowed the file',
    changed(40, { texts: { 4: long.repeat(100) } }),
    [['text-too-long', 1, [4]]],
  ],
  ['swapped columns', { texts: clean(40).labels, labels: clean(40).texts }, [['columns-swapped', 40, []]]],
  [
    'test rows seen in training',
    {
      ...clean(40),
      test: {
        texts: [...clean(8, 40).texts, text0, text0.toUpperCase()],
        labels: [...clean(8).labels, 'bad', 'good'],
      },
    },
    [
      ['leak-into-test', 2, [8, 9]],
      ['contradicting-test', 1, [9]],
    ],
  ],
  [
    'test labels never seen',
    { ...clean(40), test: { texts: clean(3, 40).texts, labels: ['bad', 'Good', 'ugly'] } },
    [['unseen-test-label', 2, [1, 2]]],
  ],
  [
    'faults of test rows',
    { ...clean(40), test: { texts: ['', 'caf\ufffd', 'Fine.'], labels: ['bad', 'good', ''] } },
    [
      ['empty-text', 1, [0]],
      ['empty-label', 1, [2]],
      ['lost-characters', 1, [1]],
    ],
  ],
  [
    'two classes on three rows are few rows',
    { texts: ['a', 'b', 'c'], labels: ['x', 'y', 'x'] },
    [['rare-class', 1, [1]]],
  ],
  ['one long text among short ones is fine', changed(40, { texts: { 4: 'word '.repeat(1_000) } }), []],
  [
    'long labels on short texts are not swapped columns',
    {
      texts: clean(40).texts.map((_, row) => `t${row}`),
      labels: clean(40).labels.map((label) => `what somebody thought was ${label}`),
    },
    [],
  ],
  [
    'eight rows are too few to call the columns swapped',
    { texts: clean(8).labels, labels: clean(8).texts },
    [
      ['too-many-classes', 8, []],
      ['labels-like-text', 8, []],
      ['contradicting-labels', 8, [0, 1, 2, 3, 4, 5, 6, 7]],
    ],
  ],
  [
    'a label in the texts of eight rows is chance',
    {
      labels: clean(16).labels,
      texts: clean(16).texts.map((text, row) => (row % 2 ? `Good: ${text}` : text)),
    },
    [],
  ],
  [
    'a label at the end of a longer word is fine',
    {
      labels: clean(40).labels,
      texts: clean(40).texts.map((text, row) => (row % 2 ? `Feelgood. ${text}` : text)),
    },
    [],
  ],
  [
    'blank texts on both sides are no leak',
    {
      ...changed(40, { texts: { 3: '' } }),
      test: { texts: ['', 'Fine.'], labels: ['bad', 'good'] },
    },
    [
      ['empty-text', 1, [3]],
      ['empty-text', 1, [0]],
    ],
  ],
  [
    'a test row cannot contradict training rows that contradict themselves',
    {
      ...changed(40, { texts: { 5: text0 } }),
      test: { texts: [text0], labels: ['bad'] },
    },
    [
      ['contradicting-labels', 2, [0, 5]],
      ['leak-into-test', 1, [0]],
    ],
  ],
];

function inOrder(findings: readonly (readonly unknown[])[]): readonly string[] {
  return findings.map((one) => JSON.stringify(one)).sort();
}

describe('checking data', () => {
  it.each([
    ['two classes', clean(40)],
    ['no test rows', { ...clean(40), test: clean(0) }],
    ['train and test', { ...clean(400), test: clean(100, 400) }],
    ['ten classes', relabelled(200, (row) => `Topic ${(row * 7) % 10}`)],
  ])('finds nothing in clean data of %s', (_, data) => {
    expect(checkData(data)).toEqual([]);
  });

  it.each(cases)('finds %s, and nothing else', (_, data, found) => {
    const summary = checkData(data).map(({ kind, count, rows }) => [kind, count, rows]);
    expect(inOrder(summary)).toEqual(inOrder(found));
  });

  it('has a case for every kind of finding', () => {
    const shown = new Set(cases.flatMap(([, , found]) => found.map(([kind]) => kind)));
    expect([...shown].sort()).toEqual(Object.keys(findingKinds).sort());
  });

  it('says each finding in one sentence with a remedy', () => {
    for (const [, data] of cases) {
      for (const { kind, message } of checkData(data)) {
        expect(message).toMatch(/^[A-Z0-9].*; .*\.$/s);
        expect(message).not.toMatch(/[\0-\x1f]|undefined|NaN/);
        expect(message.length).toBeLessThan(400);
        expect(message).toContain(findingKinds[kind].remedy);
      }
    }
  });

  it('names places as the caller does, three at most', () => {
    const data = {
      ...changed(40, { texts: { 3: '', 5: '', 8: '', 9: '' } }),
      place: (row: number) => `a.csv:${row + 2}`,
    };
    expect(checkData(data)[0].message).toBe(
      '4 of 40 texts are empty (a.csv:5, a.csv:7, a.csv:10, …); fill it in or delete the row.',
    );
    expect(checkData(changed(40, { texts: { 3: '' } }))[0].message).toBe(
      '1 of 40 texts is empty (row 4); fill it in or delete the row.',
    );
  });

  it('names the label that was perhaps meant', () => {
    const test = { texts: ['Fine.'], labels: ['GOOD'] };
    expect(checkData({ ...clean(40), test })[0].message).toContain('"GOOD" ×1, perhaps "good"');
  });

  it('keeps ten rows of a finding and counts the rest', () => {
    const { labels } = clean(40);
    const [empty] = checkData({ texts: labels.map((_, row) => (row < 25 ? '' : `Film ${row}`)), labels });
    expect(empty).toMatchObject({ kind: 'empty-text', count: 25, rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] });
  });

  it('puts the gravest first', () => {
    const data = changed(40, { texts: { 2: 'fish &amp; chips', 4: 'a\0b', 6: '' } });
    expect(checkData(data).map((found) => found.severity)).toEqual(['refuse', 'warn', 'note']);
  });

  it('takes a column that gives its rows one by one', () => {
    const { texts, labels } = changed(40, { texts: { 6: '' } });
    const column = { length: texts.length, at: (row: number) => texts[row] };
    expect(checkData({ texts: column, labels })).toEqual(checkData({ texts, labels }));
  });

  it('leaves its input as it was', () => {
    const data = Object.freeze({
      texts: Object.freeze(clean(40).texts),
      labels: Object.freeze(clean(40).labels),
    });
    expect(() => checkData(data)).not.toThrow();
  });

  it('refuses columns of different lengths', () => {
    expect(() => checkData({ texts: ['a', 'b'], labels: ['x'] })).toThrow(LearnError);
    expect(() => checkData({ ...clean(4), test: { texts: ['a'], labels: [] } })).toThrow(
      /1 texts and 0 labels/,
    );
  });
});
