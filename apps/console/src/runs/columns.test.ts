import { expect, test } from 'vitest';
import { figureText, loggedColumns, shownColumn, tookMs } from './columns.ts';

test.each([
  [0.912345678, '0.9123'],
  [0.5, '0.5000'],
  [9.99996, '10.0000'],
  [0.00999, '0.00999'],
  [18.2503, '18.25'],
  [12345678, '12,345,678'],
  [1234.5678, '1,234.6'],
  [0, '0'],
  [-0.25, '−0.2500'],
  [0.00001234, '1.234e−5'],
  [1e21, '1.000e+21'],
  ['NaN', 'NaN'],
  ['Infinity', '∞'],
  ['-Infinity', '−∞'],
])('%s stands as %s', (value, text) => {
  expect(figureText(value)).toBe(text);
});

test.each([
  ['metrics.val.loss', { label: 'val.loss', kind: 'metric', number: true }],
  ['params.recipe', { label: 'recipe', kind: 'parameter', number: false }],
  ['start', { label: 'Started', kind: '', number: false }],
])('%s is shown as %j', (id, column) => {
  expect(shownColumn(id)).toMatchObject(column);
});

test('the server is asked for what was logged, the rest it gives anyway', () => {
  expect(loggedColumns(['start', 'metrics.a', 'models', 'tags.b'])).toEqual(['metrics.a', 'tags.b']);
});

test('a run that ended before it began, by two clocks, took no time', () => {
  expect(tookMs({ start_ms: 5, end_ms: 3 })).toBe(0);
  expect(tookMs({ start_ms: 5, end_ms: null })).toBeNull();
});
