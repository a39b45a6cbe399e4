import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIds } from '../src/prediction-id.ts';

describe('createIds', () => {
  test('writes the time, the version and the variant where RFC 9562 has them', () => {
    // The RFC's own example (appendix A.6): 2022-02-22 19:22:22 GMT.
    const id = createIds({
      now: () => 1_645_557_742_000,
      uuid: () => 'xxxxxxxx-xxxx-4xxx-98c4-dc0c0c07398f',
    })();
    expect(id).toBe('017f22e2-79b0-7000-98c4-dc0c0c07398f');
  });

  const idsAt = (times: readonly number[]): readonly string[] => {
    let i = 0;
    const next = createIds({ now: () => times[i++] });
    return times.map(() => next());
  };

  test('ids ascend and differ, however the clock jumps within a minute', () => {
    const minute = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 47 }), minute, (start, jumps) => {
        const ids = idsAt(jumps.map((ms) => start + ms));
        expect([...new Set(ids)].sort()).toEqual(ids);
      }),
    );
  });

  test('ids differ whatever the clock does, and a clock that ran far ahead is believed when it is set back', () => {
    const times = fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 2, maxLength: 50 });
    fc.assert(
      fc.property(times, (at) => {
        expect(new Set(idsAt(at)).size).toBe(at.length);
      }),
    );
    const [before, ahead, after] = idsAt([1_000_000, 9_000_000_000, 1_000_001]);
    expect(before < after && after < ahead).toBe(true);
  });

  test('ids ascend past the counter’s end', () => {
    const next = createIds({ now: () => 5 });
    const ids = Array.from({ length: 10_000 }, () => next());
    expect([...new Set(ids)].sort()).toEqual(ids);
  });
});
