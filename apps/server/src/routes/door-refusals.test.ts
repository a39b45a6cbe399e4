import { describe, expect, test } from 'vitest';
import { doorRefusals, withDoor } from './door-refusals.ts';

const signIn = ['SIGN_IN_NEEDED', 'CREDENTIALS_REFUSED', 'TOO_MANY_ATTEMPTS', 'OVERLOADED'];

describe('a route says what its callers may be told at the door', () => {
  test.each([
    ['public', 'GET', []],
    ['public', 'POST', []],
    [undefined, 'GET', []],
    ['any', 'GET', signIn],
    ['any', 'POST', [...signIn, 'RATE_LIMITED']],
    ['read', 'GET', [...signIn, 'PERMISSION_DENIED']],
    ['read', 'POST', [...signIn, 'PERMISSION_DENIED']],
    ['write', 'GET', [...signIn, 'PERMISSION_DENIED']],
    ['write', 'POST', [...signIn, 'PERMISSION_DENIED', 'RATE_LIMITED']],
    ['predict', 'GET', [...signIn, 'PERMISSION_DENIED', 'RATE_LIMITED']],
  ])('%s by %s', (permission, method, codes) => {
    expect(doorRefusals({ permission, method })).toEqual(codes);
  });

  test('beside what it says itself, in the shape of its protocol', () => {
    const door = { url: '/v2/x', method: 'GET', permission: 'read' };
    const own = { 200: { description: 'Done' }, 403: { description: 'HOST_REFUSED: Mine.' } };
    const merged = withDoor(own, door);
    expect(merged['200']).toBe(own[200]);
    expect(merged['403'].description).toMatch(/^HOST_REFUSED: Mine\. .*PERMISSION_DENIED: /);
    expect(Object.keys(merged)).toEqual(['200', '401', '403', '429', '431', '500', '503']);
    expect(merged['401']).toMatchObject({ content: { 'application/json': {} } });
  });
});
