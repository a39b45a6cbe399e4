import { expect, test } from 'vitest';
import { chartScale, linePath, stackedBars } from './chart-scale.ts';

test.each([
  [0, 1, [0, 1]],
  [Number.NaN, 1, [0, 1]],
  [1, 1, [0, 0.5, 1]],
  [7, 7.5, [0, 2.5, 5, 7.5]],
  [9, 10, [0, 5, 10]],
  [0.0031, 0.004, [0, 0.002, 0.004]],
  [1234, 1500, [0, 500, 1000, 1500]],
])('a scale up to %d ends at %d', (most, top, ticks) => {
  expect(chartScale(most)).toEqual({ top, ticks });
});

test('every value is on its scale, which has few figures', () => {
  for (let most = 1e-6; most < 1e9; most *= 1.37) {
    const { top, ticks } = chartScale(most);
    expect(top).toBeGreaterThanOrEqual(most * (1 - 1e-9));
    expect(ticks.length).toBeLessThanOrEqual(4);
  }
});

test('a line breaks where nothing was measured, and one step alone is seen', () => {
  expect(linePath([0, 1, null, 1], 1)).toBe('M12.50 100.00L37.50 0.00M87.50 0.00h0.6');
  expect(linePath([null, null], 1)).toBe('');
});

test('what is above the scale stays in the picture', () => {
  expect(linePath([5, 5], 1)).toBe('M25.00 0.00L75.00 0.00');
});

test('columns stand upon one another and end at the top of the scale', () => {
  const bars = stackedBars(
    [
      [1, 0],
      [1, 2],
    ],
    2,
  );
  expect(bars.map(({ series, y, height }) => [series, y, height])).toEqual([
    [0, 50, 50],
    [1, 0, 50],
    [1, 0, 100],
  ]);
});
