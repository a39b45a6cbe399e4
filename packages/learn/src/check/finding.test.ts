import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addRow, emptyTally, finding, findingKinds, quote, share } from './finding.ts';

const page = readFileSync(new URL('../../../../docs/data-checks.md', import.meta.url), 'utf8');

describe('the page docs/data-checks.md', () => {
  const documented = [...page.matchAll(/^\| `([a-z-]+)` \| ([a-z]+) \| (.+) \| (.+) \|$/gm)].map(
    ([, kind, severity, when, remedy]) => ({ kind, severity, when, remedy }),
  );
  const known = Object.entries(findingKinds).map(([kind, about]) => ({ kind, ...about }));

  it.each(known)('tells of $kind what the code says of it', (kind) => {
    expect(documented.filter((row) => row.kind === kind.kind)).toEqual([kind]);
  });

  it('tells of nothing that the code does not know', () => {
    expect(documented.map((row) => row.kind).filter((kind) => !(kind in findingKinds))).toEqual([]);
  });
});

describe('a finding', () => {
  it('takes severity and remedy from its kind', () => {
    const found = finding(
      'mojibake',
      'test',
      '1 of 2 texts is odd',
      { rows: [1], count: 1 },
      (row) => `line ${row}`,
    );
    expect(found).toEqual({
      kind: 'mojibake',
      severity: 'warn',
      side: 'test',
      rows: [1],
      count: 1,
      message: `1 of 2 texts is odd (line 1); ${findingKinds.mojibake.remedy}.`,
    });
  });

  it('keeps ten rows and counts all', () => {
    const tally = emptyTally();
    for (let row = 0; row < 25; row++) addRow(tally, row);
    expect(tally).toEqual({ rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], count: 25 });
  });

  it.each([
    [1, 1, 'row', '1 of 1 row is'],
    [1, 2, 'row', '1 of 2 rows is'],
    [2, 2_000, 'class', '2 of 2,000 classes are'],
  ])('counts %i of %i in English', (count, of, noun, sentence) => {
    expect(share(count, of, noun, 'is', 'are')).toBe(sentence);
  });

  it('quotes a label on one line, cut to length', () => {
    expect(quote('a "b"\n')).toBe('"a \\"b\\"\\n"');
    expect(quote('x'.repeat(50))).toBe(`"${'x'.repeat(39)}…"`);
  });
});
