import { describe, expect, test } from 'vitest';
import { modelHistory } from './model-history.ts';

const model = { run_id: 'r', artifact_path: 'model', utc_time_created: 'now', flavors: {}, signature: 'x' };

describe('the history of models that a run logged', () => {
  test('begins with the first and goes on with the next, each by what tells of it', () => {
    const add = modelHistory(JSON.stringify(model));
    const { signature: _, ...told } = model;
    const first = add(null);
    expect(JSON.parse(first)).toEqual([told]);
    expect(JSON.parse(add(first))).toEqual([told, told]);
    expect(JSON.parse(add('no JSON'))).toEqual([told]);
  });

  test.each([
    ['nonsense', 'is not a valid JSON'],
    ['[]', 'is not a valid JSON'],
    ['{"run_id": "r", "flavors": {}}', "missing mandatory fields: {'artifact_path', 'utc_time_created'}"],
  ])('%s is refused', (json, says) => {
    expect(() => modelHistory(json)).toThrow(says);
  });
});
