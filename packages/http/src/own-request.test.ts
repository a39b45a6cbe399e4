import { describe, expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';
import { createOwnRequest } from './own-request.ts';

describe('isLoopback', () => {
  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.2', false],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example', false],
    ['127.0.0', false],
    ['', false],
  ])('%j is %s', (host, expected) => expect(isLoopback(host)).toBe(expected));
});

describe('createOwnRequest', () => {
  const own = createOwnRequest('127.0.0.5');
  test.each([
    ['127.0.0.5:8000', undefined, 'own'],
    ['localhost', undefined, 'own'],
    ['localhost:8000', 'http://localhost:8000', 'own'],
    ['localhost:8000', 'HTTP://LOCALHOST:8000', 'own'],
    [undefined, undefined, 'host'],
    ['', undefined, 'host'],
    ['localhost.evil.example', undefined, 'host'],
    ['evil.example:8000', 'http://localhost:8000', 'host'],
    ['localhost@evil.example', undefined, 'host'],
    ['localhost:8000:9', undefined, 'host'],
    ['localhost:8000', 'https://localhost:8000', 'origin'],
    ['localhost:8000', 'http://localhost:8000.evil.example', 'origin'],
    ['localhost:8000', 'null', 'origin'],
    ['localhost:8000', '', 'origin'],
  ])('Host %j and Origin %j: %s', (host, origin, expected) => expect(own(host, origin)).toBe(expected));
});
