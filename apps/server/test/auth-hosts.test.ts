import { createOwnRequest } from '@verdict/http';
import { readConfig } from '@verdict/server';
import { describe, expect, test } from 'vitest';

describe('whose a request is, on an address that others reach', () => {
  const any = createOwnRequest('0.0.0.0');
  const named = createOwnRequest('0.0.0.0', ['verdict.example', 'Other.example:8443']);
  test.each([
    ['verdict.example', undefined, 'own', 'own'],
    ['verdict.example:8000', undefined, 'own', 'own'],
    ['OTHER.example', undefined, 'own', 'own'],
    ['evil.example', undefined, 'own', 'host'],
    ['verdict.example.evil.example', undefined, 'own', 'host'],
    // Probes and scrapers ask by address, which is never rebound.
    ['10.1.2.3:8000', undefined, 'own', 'own'],
    ['[2001:db8::1]:8000', undefined, 'own', 'own'],
    ['localhost:8000', undefined, 'own', 'own'],
    ['', undefined, 'host', 'host'],
    [undefined, undefined, 'host', 'host'],
    ['verdict.example', 'https://verdict.example', 'own', 'own'],
    ['verdict.example', 'http://verdict.example', 'own', 'own'],
    ['verdict.example', 'https://evil.example', 'origin', 'origin'],
    ['verdict.example', 'null', 'origin', 'origin'],
    ['verdict.example:8000', 'https://verdict.example', 'origin', 'origin'],
  ])('Host %j and Origin %j: %s, and with names given %s', (host, origin, expected, withNames) => {
    expect([any(host, origin), named(host, origin)]).toEqual([expected, withNames]);
  });
});

describe('on loopback behind a proxy that speaks TLS', () => {
  const own = createOwnRequest('127.0.0.1', ['verdict.example']);
  test.each([
    ['verdict.example', 'https://verdict.example', 'own'],
    ['localhost:8000', 'https://localhost:8000', 'origin'],
    ['10.1.2.3', undefined, 'host'],
    ['evil.example', undefined, 'host'],
  ])('Host %j and Origin %j: %s', (host, origin, expected) => expect(own(host, origin)).toBe(expected));
});

describe('settings', () => {
  test('name hosts and proxies', () => {
    const config = readConfig({
      VERDICT_PUBLIC_URL: 'https://Verdict.example, http://other.example:8443/',
      VERDICT_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      VERDICT_SIGN_IN: 'always',
    });
    expect(config).toMatchObject({
      publicHosts: ['verdict.example', 'other.example:8443'],
      trustedProxies: ['10.0.0.0/8', '::1'],
      signIn: 'always',
    });
  });

  test.each([
    ['VERDICT_PUBLIC_URL', 'verdict.example'],
    ['VERDICT_PUBLIC_URL', 'ftp://verdict.example'],
    ['VERDICT_PUBLIC_URL', 'https://verdict.example/below'],
    ['VERDICT_PUBLIC_URL', 'https://a.example,'],
    ['VERDICT_TRUSTED_PROXIES', 'everybody'],
    ['VERDICT_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['VERDICT_TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['VERDICT_TRUSTED_PROXIES', '10.0.0.0/x'],
    ['VERDICT_SIGN_IN', 'never'],
    ['VERDICT_PREDICTS_PER_MINUTE', '0'],
    ['VERDICT_WRITES_PER_MINUTE', 'many'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ code: 'SETTING_INVALID' }));
  });
});
