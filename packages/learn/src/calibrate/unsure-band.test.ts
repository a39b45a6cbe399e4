import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type UnsureTarget, unsureBand } from './unsure-band.ts';

const labels = Int32Array.of(0, 1, 0, 1, 0, -1, 1, 0);
const predicted = Int32Array.of(0, 1, 0, 1, 1, 1, 1, 1);
const confidence = Float64Array.of(0.99, 0.95, 0.9, 0.8, 0.8, 0.7, 0.6, 0.55);

describe('unsureBand', () => {
  const table: readonly [string, UnsureTarget, object][] = [
    [
      'nobody when all rows are accurate enough',
      { accuracy: 0.6 },
      { bound: 0, unsureShare: 0, accuracySure: 5 / 8 },
    ],
    [
      'as few as leave the rest accurate',
      { accuracy: 0.8 },
      { bound: 0.75, unsureShare: 3 / 8, accuracySure: 0.8 },
    ],
    [
      'all but the best when nothing less will do',
      { accuracy: 1 },
      { bound: 0.85, unsureShare: 5 / 8, accuracySure: 1 },
    ],
    ['no more than the share', { share: 0.3 }, { bound: 0.65, unsureShare: 0.25, accuracyUnsure: 0.5 }],
    ['none for a share of 0', { share: 0 }, { bound: 0, unsureShare: 0 }],
  ];
  it.each(table)('calls unsure %s', (_, target, expected) => {
    const band = unsureBand(labels, predicted, confidence, target);
    expect(band.reached).toBe(true);
    for (const [name, value] of Object.entries(expected)) {
      expect(band[name as keyof typeof band], name).toBeCloseTo(value, 12);
    }
  });

  it('says when no bound is accurate enough and gives the most accurate', () => {
    const band = unsureBand(Int32Array.of(1, 0, 0), Int32Array.of(0, 0, 1), Float64Array.of(0.9, 0.8, 0.7), {
      accuracy: 0.9,
    });
    expect(band).toMatchObject({ reached: false, accuracySure: 0.5, accuracyUnsure: 0 });
  });

  it('costs what counting the rows says', () => {
    const rows = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 5, max: 10 })), { minLength: 1 });
    const targets = fc.oneof(
      fc.record({ accuracy: fc.constantFrom(0.5, 0.8, 0.95) }),
      fc.record({ share: fc.constantFrom(0.1, 0.3, 0.9) }),
    );
    fc.assert(
      fc.property(rows, targets, (some, target) => {
        const truth = Int32Array.from(some, ([right]) => (right ? 1 : 0));
        const sureness = Float64Array.from(some, ([, tenths]) => tenths / 10);
        const band = unsureBand(truth, new Int32Array(some.length).fill(1), sureness, target);
        const unsure = some.filter(([, tenths]) => tenths / 10 < band.bound);
        const sure = some.filter(([, tenths]) => tenths / 10 >= band.bound);
        const share = (part: typeof some): number => part.filter(([right]) => right).length / part.length;
        expect(band.unsureShare).toBeCloseTo(unsure.length / some.length, 12);
        expect(band.accuracySure).toBeCloseTo(share(sure), 12);
        if (unsure.length === 0) expect(band.accuracyUnsure).toBeNull();
        else expect(band.accuracyUnsure).toBeCloseTo(share(unsure), 12);
        if ('share' in target) expect(band.unsureShare).toBeLessThanOrEqual(target.share);
        else if (band.reached) expect(band.accuracySure).toBeGreaterThanOrEqual(target.accuracy);
      }),
    );
  });

  it('refuses no rows, predictions of other rows and a target in percent', () => {
    const none = new Int32Array(0);
    expect(() => unsureBand(none, none, new Float64Array(0), { share: 0.1 })).toThrow(/held-out rows/);
    expect(() => unsureBand(labels, none, confidence, { share: 0.1 })).toThrow(/8 labels and 0/);
    expect(() => unsureBand(labels, predicted, confidence, { share: 10 })).toThrow(/from 0 to 1/);
  });
});
