import { describe, expect, it } from 'vitest';
import { assertSameSchema, parseManifest } from './manifest.ts';
import { nextPageRows } from './rows.store.ts';

describe('a manifest', () => {
  const whole = {
    format: 1,
    createdMs: 1,
    database: '',
    migrations: [],
    tables: [],
    counters: [],
    blobs: { count: 0, bytes: 0 },
  };

  it('is read', () => {
    expect(parseManifest(JSON.stringify(whole))).toEqual(whole);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"format":"1"}',
    '{"format":1}',
    JSON.stringify({ ...whole, tables: 'x' }),
  ])('is refused as damaged: %s', (text) => {
    expect(() => parseManifest(text)).toThrow(expect.objectContaining({ code: 'BACKUP_DAMAGED' }));
  });

  it('is refused by name where its format is another', () => {
    expect(() => parseManifest(JSON.stringify({ ...whole, format: 2 }))).toThrow(
      expect.objectContaining({ code: 'BACKUP_OTHER_VERSION' }),
    );
  });

  const step = (name: string, sha256 = name) => ({ name, sha256 });
  it.each([
    ['an older schema', [step('1')], [step('1'), step('2')]],
    ['a newer schema', [step('1'), step('2')], [step('1')]],
    ['a step of another content', [step('1', 'x')], [step('1')]],
  ])('is refused where it has %s', (_, backup, own) => {
    expect(() => assertSameSchema(backup, own)).toThrow(
      expect.objectContaining({ code: 'BACKUP_OTHER_VERSION' }),
    );
  });
});

it('asks for as many rows as come to a page', () => {
  expect(nextPageRows(500, 500 * 100)).toBe(10_000);
  expect(nextPageRows(500, 500 * 2048)).toBe(1024);
  expect(nextPageRows(500, 500 * (10 << 20))).toBe(50);
});
