import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from './judge.ts';
import { type Block, type ContestOptions, contest, outcome, swapped } from './testing/contest.ts';

interface Case {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly options?: ContestOptions;
  /** Rules that refuse; none promotes. */
  readonly refusedBy: readonly string[];
  readonly says?: string;
}

const even = outcome(5000, { candidateOnly: 100, championOnly: 100, neither: 300 });

const cases: readonly Case[] = [
  {
    title: 'a clear gain',
    blocks: outcome(4873, { candidateOnly: 160, championOnly: 60, neither: 300 }),
    refusedBy: [],
    says: 'Accuracy 92.61 % against 90.56 % on the same 4,873 rows: +2.05 points (95 % between +1.47 and +2.67); it is better.',
  },
  {
    title: 'a clear loss',
    blocks: outcome(4873, { candidateOnly: 60, championOnly: 160, neither: 300 }),
    refusedBy: ['accuracy', 'significance', 'macro_f1', 'slice', 'log_loss'],
    says: 'Accuracy 90.56 % against 92.61 % on the same 4,873 rows: −2.05 points (95 % between −2.67 and −1.47); a loss of more than 1 is not allowed.',
  },
  {
    title: 'a tie',
    blocks: even,
    refusedBy: [],
    says: 'a loss of more than 1 is ruled out.',
  },
  {
    title: 'a tie on rows too few to tell',
    blocks: outcome(400, { candidateOnly: 10, championOnly: 10, neither: 20 }),
    refusedBy: ['accuracy'],
    says: 'that is not enough evidence to rule out a loss of more than 1; about 2,300 rows would be.',
  },
  {
    title: 'a gain on a handful of rows',
    blocks: outcome(60, { candidateOnly: 20, championOnly: 0, neither: 2 }),
    refusedBy: ['rows'],
    says: 'Not enough evidence: 60 rows were asked, and 100 are needed; judge on more rows.',
  },
  {
    title: 'a loss within the margin that is sure all the same',
    blocks: outcome(40_000, { candidateOnly: 120, championOnly: 200, neither: 2000 }),
    refusedBy: ['significance', 'macro_f1'],
    says: '120 rows only the candidate has right, 200 only the champion (McNemar, p < 0.001): it errs more often, and that is no accident.',
  },
  {
    title: 'the same where the policy allows it',
    blocks: outcome(40_000, { candidateOnly: 120, championOnly: 200, neither: 2000 }),
    options: { policy: { refuseSignificantLoss: false, macroF1Margin: 0.01 } },
    refusedBy: [],
  },
  {
    title: 'one source broken while the total is better',
    blocks: [
      ...outcome(4000, { candidateOnly: 300, championOnly: 20, neither: 100 }).map((block) => ({
        ...block,
        source: 'web.csv',
      })),
      ...outcome(200, { candidateOnly: 0, championOnly: 60 }).map((block) => ({
        ...block,
        source: 'app.csv',
      })),
    ],
    refusedBy: ['slice'],
    says: 'Source "app.csv", 70.00 % against 100.00 % on 200 rows: −30.00 points',
  },
  {
    title: 'one class broken while the total is better',
    blocks: [
      { label: 'ham', rows: 3800, candidate: 'ham', champion: 'ham' },
      { label: 'ham', rows: 200, candidate: 'ham', champion: 'spam' },
      { label: 'spam', rows: 150, candidate: 'spam', champion: 'spam' },
      { label: 'spam', rows: 50, candidate: 'ham', champion: 'spam' },
    ],
    refusedBy: ['slice'],
    says: 'Label "spam", 75.00 % against 100.00 % on 200 rows: −25.00 points',
  },
  {
    title: 'long texts broken while the total is better',
    blocks: [
      ...outcome(3000, { candidateOnly: 300, championOnly: 20 }).map((block) => ({ ...block, length: 50 })),
      ...outcome(1000, { candidateOnly: 0, championOnly: 60 }).map((block) => ({ ...block, length: 900 })),
    ],
    refusedBy: ['slice'],
    says: 'Texts of 900–900 characters, 94.00 % against 100.00 % on 1,000 rows',
  },
  {
    title: 'better accuracy and ruined calibration',
    blocks: outcome(4873, { candidateOnly: 160, championOnly: 60, neither: 300 }),
    options: { candidate: { confidence: 0.9999 } },
    refusedBy: ['ece', 'log_loss'],
    says: 'more than 2 is not allowed.',
  },
  {
    title: 'a file that is too large',
    blocks: even,
    options: { candidate: { sizeBytes: 300 * 2 ** 20 } },
    refusedBy: ['size'],
    says: 'The model file has 315 MB against 1 MB; up to 268 MB is allowed.',
  },
  {
    title: 'a file larger than the policy lets it grow',
    blocks: even,
    options: { candidate: { sizeBytes: 3.5e6 }, policy: { maxSizeRatio: 3 } },
    refusedBy: ['size'],
    says: "up to 3 times the champion's is allowed.",
  },
  {
    title: 'a slow model',
    blocks: even,
    options: { candidate: { latencyMs: 61 } },
    refusedBy: ['latency'],
    says: 'One text takes 61 ms against 0.1 ms; up to 50 ms is allowed.',
  },
  {
    title: 'a class that is given up',
    blocks: even,
    options: { champion: { knows: ['ham', 'phishing', 'spam'] } },
    refusedBy: ['classes'],
    says: 'The candidate cannot answer "phishing", which the champion can.',
  },
  {
    title: 'a class that is new',
    blocks: [...even, { label: 'phishing', rows: 200, candidate: 'phishing', champion: 'spam' }],
    options: { champion: { knows: ['ham', 'spam'] } },
    refusedBy: [],
    says: 'The candidate can answer "phishing", which the champion cannot.',
  },
  {
    title: 'the first champion',
    blocks: outcome(1000, { candidateOnly: 100, championOnly: 0, neither: 100 }),
    options: { champion: null },
    refusedBy: [],
    says: 'there is no champion yet, and it is better than that.',
  },
  {
    title: 'a first champion no better than the majority',
    blocks: [
      { label: 'ham', rows: 900, candidate: 'ham', champion: 'ham' },
      { label: 'spam', rows: 95, candidate: 'ham', champion: 'ham' },
      { label: 'spam', rows: 5, candidate: 'spam', champion: 'ham' },
      { label: 'ham', rows: 3, candidate: 'spam', champion: 'ham' },
    ],
    options: { champion: null },
    refusedBy: ['accuracy'],
    says: 'against 90.03 % for always answering "ham": +0.20 points',
  },
  {
    title: 'rows of one label alone, on which nothing can be shown',
    blocks: [{ label: 'ham', rows: 500, candidate: 'ham', champion: 'spam' }],
    options: { champion: null },
    refusedBy: ['accuracy'],
  },
];

describe('judge', () => {
  test.each(cases)('$title', ({ blocks, options, refusedBy, says }) => {
    const { verdict, reasons } = judge(contest(blocks, options));
    expect([...new Set(reasons.filter(({ passed }) => !passed).map(({ rule }) => rule))]).toEqual(refusedBy);
    expect(verdict).toBe(refusedBy.length === 0 ? 'promote' : 'refuse');
    if (says !== undefined) expect(reasons.map(({ message }) => message).join('\n')).toContain(says);
    for (const { message } of reasons) expect(message).toMatch(/^[A-Z0-9].*\.$/);
  });

  test('promotes a model against itself on 400 rows, and not on 300', () => {
    const itself = (rows: number) => judge(contest(outcome(rows, { candidateOnly: 0, championOnly: 0 })));
    expect(itself(400).verdict).toBe('promote');
    expect(itself(300).verdict).toBe('refuse');
  });

  test('says what was left out, and what nobody knows', () => {
    const { reasons } = judge(contest(even, { rowsLeftOut: 1234, champion: { trainingKnown: false } }));
    expect(reasons[1].message).toBe(
      '1,234 rows were left out, because a contestant was trained on the same text; nobody knows what the champion was trained on, and rows seen in training flatter.',
    );
  });

  test('gives the same judgement again, and numbers that JSON keeps', () => {
    const input = contest(even);
    const first = judge(input);
    expect(judge(input)).toEqual(first);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  const blocks = fc
    .array(
      fc.record({
        label: fc.constantFrom('a', 'b', 'c'),
        candidate: fc.constantFrom('a', 'b', 'c'),
        champion: fc.constantFrom('a', 'b', 'c'),
        rows: fc.integer({ min: 1, max: 60 }),
        source: fc.constantFrom('x', 'y'),
      }),
      { minLength: 3, maxLength: 12 },
    )
    .filter(
      (made) =>
        new Set(made.flatMap(({ label, candidate, champion }) => [label, candidate, champion])).size > 1,
    );

  test('changes every sign when the contestants change places', () => {
    fc.assert(
      fc.property(blocks, (made) => {
        const input = contest(made);
        const [one, other] = [judge(input).numbers, judge(swapped(input)).numbers];
        for (const field of ['accuracy', 'macro_f1', 'ece', 'log_loss'] as const) {
          expect(other[field].difference).toBeCloseTo(-(one[field].difference ?? Number.NaN), 12);
          expect(other[field].candidate).toBe(one[field].champion);
          // The counts that macro F1 is resampled by stand in another order, so its ends are drawn anew.
          const digits = field === 'macro_f1' ? 1 : 9;
          expect(other[field].low).toBeCloseTo(-(one[field].high ?? Number.NaN), digits);
        }
        expect(other.mcnemar?.p).toBe(one.mcnemar?.p);
        expect(other.slices.map(({ low }) => low)).toEqual(
          one.slices.map(({ high }) => expect.closeTo(-high, 9)),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('never promotes both ways where one is surely better', () => {
    fc.assert(
      fc.property(blocks, (made) => {
        const input = contest(made);
        const { numbers, verdict } = judge(input);
        if ((numbers.accuracy.low ?? 0) > 0) expect(judge(swapped(input)).verdict).toBe('refuse');
        if ((numbers.accuracy.high ?? 0) < 0) expect(verdict).toBe('refuse');
      }),
      { numRuns: 30 },
    );
  });
});
