import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFilter } from '../src/runs/filter/parse-filter.ts';
import { parseOrder } from '../src/runs/filter/parse-order.ts';
import { runLimits } from '../src/runs/limits.ts';

const page = readFileSync(new URL('../../../docs/how-to/find-and-compare-runs.md', import.meta.url), 'utf8');
const shell = [...page.matchAll(/--(filter|order) "([^"]+)"/g)];
const filters = [
  ...shell.filter(([, option]) => option === 'filter').map(([, , text]) => text),
  ...[...page.matchAll(/^```filter\n([\s\S]*?)^```/gm)].flatMap(([, lines]) => lines.trim().split('\n')),
];

describe('the page on finding runs', () => {
  test.each(filters)('%s is a filter', (filter) => {
    expect(parseFilter(filter).length).toBeGreaterThan(0);
  });

  test('shows orders that are understood', () => {
    const orders = shell.filter(([, option]) => option === 'order').map(([, , text]) => text);
    expect(parseOrder(orders)).toHaveLength(1);
  });

  test('shows a refusal as it is', () => {
    expect(() => parseFilter('params.recipe = nb-logreg')).toThrow(
      page.match(/^The filter is not understood.*$/m)?.[0] ?? 'no refusal is shown',
    );
  });

  test('says the limits that hold', () => {
    const row = (name: string): number => Number(page.match(new RegExp(`\\| ${name} \\| (\\d+)`))?.[1]);
    expect(runLimits).toMatchObject({
      keyLength: row('name of a metric, parameter or tag'),
      paramValueLength: row('value of a parameter'),
      tagValueLength: row('value of a tag of a run'),
      batchMetrics: row('metrics in one call'),
      batchParams: row('parameters in one call'),
      batchTags: row('tags in one call'),
      artifactPathLength: row('path of an artifact'),
      filterConditions: row('comparisons in a filter'),
      orderColumns: row('columns of an order'),
      comparedRuns: row('runs side by side'),
    });
  });
});
