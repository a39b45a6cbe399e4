import { describe, expect, test } from 'vitest';
import { parsePolicy } from './parse-policy.ts';
import { defaultPolicy } from './policy.ts';

describe('parsePolicy', () => {
  test('fills in what is not said', () => {
    expect(parsePolicy(null)).toBe(defaultPolicy);
    expect(parsePolicy({ accuracyMargin: 0.02, maxLatencyMs: null })).toEqual({
      ...defaultPolicy,
      accuracyMargin: 0.02,
      maxLatencyMs: null,
    });
    expect(parsePolicy(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy);
  });

  test.each([
    [{ accuracyMargn: 0.02 }, /no field "accuracyMargn"; its fields are minRows, confidence/],
    [JSON.parse('{"__proto__": 1}'), /no field "__proto__"/],
    [{ accuracyMargin: Number.NaN }, /accuracyMargin is NaN; give a number from 0 to 1/],
    [{ accuracyMargin: -0.01 }, /give a number from 0 to 1/],
    [{ minRows: 0.5 }, /give a whole number of 1 or more/],
    [{ minRows: null }, /minRows is null/],
    [{ maxSizeBytes: 0 }, /give a number above 0, or null for no limit/],
    [{ maxSizeBytes: Number.POSITIVE_INFINITY }, /is Infinity/],
    [{ confidence: 1 }, /give a number from 0.5 to 0.999/],
    [{ allowLostClasses: 'yes' }, /is "yes"; give true or false/],
    [[], /not an object/],
    ['strict', /not an object/],
  ])('refuses %j', (value, message) => expect(() => parsePolicy(value)).toThrow(message));
});
