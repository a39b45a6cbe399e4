import { expect, test } from 'vitest';
import { metricGroups } from './metric-lines.ts';

test('an interval stands with its metric, and families together', () => {
  const groups = metricGroups({
    zeta: 1,
    accuracy: 0.9,
    accuracy_low: 0.88,
    accuracy_high: 0.92,
    'class/pos/f1': 0.8,
    'class/neg/f1': 0.7,
    oof_accuracy: 0.85,
    seconds_fit: 3,
    broken: 'NaN',
  });
  expect(groups.map(({ name, lines }) => [name, lines.map(({ key }) => key)])).toEqual([
    ['', ['accuracy', 'broken', 'zeta']],
    ['class/neg', ['class/neg/f1']],
    ['class/pos', ['class/pos/f1']],
    ['out of fold', ['oof_accuracy']],
    ['seconds', ['seconds_fit']],
  ]);
  expect(groups[0].lines[0]).toEqual({ key: 'accuracy', value: 0.9, interval: [0.88, 0.92] });
});

test.each([
  [{ a: 1, a_low: 2, a_high: 0 }],
  [{ a: 1, a_low: 'NaN' as const, a_high: 2 }],
  [{ a: 1, a_low: 0 }],
])('what is no interval stays by itself: %j', (metrics) => {
  const [{ lines }] = metricGroups(metrics);
  expect(lines.map(({ interval }) => interval)).toEqual(lines.map(() => null));
  expect(lines).toHaveLength(Object.keys(metrics).length);
});
