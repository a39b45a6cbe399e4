import { expect, it } from 'vitest';
import { parseMeta, parseMetaMap, wholeOf } from './read-meta.ts';

it('takes nothing for a number or a truth, and null only without quotes', () => {
  const text = [
    'run_id: 12345678e12345678901234567890123',
    "experiment_id: '230694102554169539'",
    'legacy_id: 230694102554169539',
    'end_time: null',
    "name: 'null'",
    'title: yes',
    "empty: ''",
    'gone:',
    'folded: \'{"a":',
    "  1}'",
  ].join('\n');
  expect(parseMeta(text)).toEqual({
    run_id: '12345678e12345678901234567890123',
    experiment_id: '230694102554169539',
    legacy_id: '230694102554169539',
    end_time: null,
    name: 'null',
    title: 'yes',
    empty: '',
    gone: null,
    folded: '{"a": 1}',
  });
});

it('reads a map within', () => {
  expect(parseMetaMap('tags:\n  mlflow.data.context: training\n  n: 1\n', 'tags')).toEqual({
    'mlflow.data.context': 'training',
    n: '1',
  });
  expect(parseMetaMap('tags: {}\n', 'tags')).toEqual({});
});

it('refuses what is no map of fields', () => {
  expect(() => parseMeta('- a\n- b\n')).toThrow('it holds no fields');
  expect(() => parseMeta('a: [1\nb: 2')).toThrow();
});

it('reads whole numbers or the alternative', () => {
  expect(wholeOf('1700000000000', 0)).toBe(1_700_000_000_000);
  expect(wholeOf('230694102554169539', 7)).toBe(7);
  expect(wholeOf('soon', 7)).toBe(7);
  expect(wholeOf(null, 7)).toBe(7);
});
