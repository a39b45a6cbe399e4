import { describe, expect, test } from 'vitest';
import { checkBatch, checkKey, checkMetric, paramsOf, runTagsOf } from './check-logged.ts';

const metric = (key: string) => ({ key, value: 1, timestamp: 0 });
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}` }));
const none = { metrics: [], params: [], tags: [] };

describe('what a client logs', () => {
  test.each(['loss', 'val/loss', 'a b', 'größe', 'top-5.acc', 'a:b', '_', '損失'])(
    'may be called %j',
    (key) => {
      expect(() => checkKey('key', key)).not.toThrow();
    },
  );

  test.each([
    ['a"b', /^Invalid value "a\\"b" for parameter 'key' supplied: Names may only contain alphanumerics/],
    ['a=b', /Names may only contain/],
    ['', /would resolve to '\.'$/],
    ['.', /would resolve to '\.'$/],
    ['..', /would resolve to '\.\.'$/],
    ['../a', /would resolve to '\.\.\/a'$/],
    ['a/../b', /would resolve to 'b'$/],
    ['a//b', /would resolve to 'a\/b'$/],
    ['a/', /would resolve to 'a'$/],
    ['/a', /would resolve to '\/a'$/],
    ['x'.repeat(251), /^'key' exceeds the maximum length of 250 characters$/],
  ])('may not be called %j', (key, says) => {
    expect(() => checkKey('key', key)).toThrow(says);
  });

  test('is not measured before 1970', () => {
    expect(() => checkMetric({ key: 'a', value: 2, timestamp: -1 })).toThrow(
      "Invalid value -1 for parameter 'timestamp' supplied: metric 'a' (value=2.0). Timestamp must be a nonnegative long (64-bit integer) ",
    );
  });

  test.each([
    ['1000 metrics. Got 1001 metrics', { ...none, metrics: many(1001).map(({ key }) => metric(key)) }],
    ['100 params. Got 101 params', { ...none, params: many(101) }],
    ['100 tags. Got 101 tags', { ...none, tags: many(101) }],
    [
      '1000 metrics, params, and tags. Got 1001 metrics, params, and tags',
      { ...none, metrics: many(1000).map(({ key }) => metric(key)), tags: many(1) },
    ],
    [
      "Duplicate parameter keys have been submitted: ['a']",
      { ...none, params: [{ key: 'a' }, { key: 'a' }] },
    ],
    ["for parameter 'metrics[1].name'", { ...none, metrics: [metric('a'), metric('a/')] }],
    ["for parameter 'tags[0].key'", { ...none, tags: [{ key: '?' }] }],
  ])('is refused with: %s', (says, batch) => {
    expect(() => checkBatch(batch)).toThrow(says);
  });

  test('is cut where it is longer than MLflow keeps, and never within a character', () => {
    expect(paramsOf([{ key: 'p', value: 'x'.repeat(6001) }]).p).toBe('x'.repeat(6000));
    expect(runTagsOf([{ key: 't', value: '🎬'.repeat(8001) }]).t).toBe('🎬'.repeat(8000));
    expect(runTagsOf([{ key: 't' }, { key: 't', value: 'last' }])).toEqual({ t: 'last' });
  });
});
