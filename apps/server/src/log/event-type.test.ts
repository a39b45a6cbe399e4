import { expect, test } from 'vitest';
import { eventTypeOf } from './event-type.ts';

test.each([
  ['an answer', 'POST', 'predict', undefined, 200, true, 'PREDICTION'],
  ['a refused question', 'POST', 'predict', undefined, 422, false, 'PREDICTION_ERROR'],
  ['an answer that its caller did not wait for', 'POST', 'predict', undefined, 499, true, 'PREDICTION_ERROR'],
  ['an explanation', 'POST', 'predict', undefined, 200, false, 'TRAFFIC'],
  ['a page', 'GET', 'public', undefined, 200, false, 'TRAFFIC'],
  ['a question about a model', 'GET', 'predict', undefined, 404, false, 'TRAFFIC'],
  ['nothing at the address', 'POST', undefined, undefined, 404, false, 'TRAFFIC'],
  ['a change', 'POST', 'write', undefined, 201, false, 'DB_WRITE'],
  ['a promotion', 'POST', 'promote', undefined, 200, false, 'DB_WRITE'],
  ['predictions of another process', 'POST', 'serve', undefined, 200, false, 'DB_WRITE'],
  ['a refused change', 'DELETE', 'write', undefined, 404, false, 'TRAFFIC'],
  ['a route that says so', 'POST', 'predict', 'DB_WRITE', 201, false, 'DB_WRITE'],
  ['a route that says so and refuses', 'POST', 'predict', 'DB_WRITE', 404, false, 'TRAFFIC'],
] as const)('%s: %s that needs %s', (_, method, permission, eventType, status, answered, expected) => {
  expect(eventTypeOf({ method, permission, eventType, status, answered })).toBe(expected);
});
