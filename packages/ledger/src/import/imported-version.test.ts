import { describe, expect, it } from 'vitest';
import type { VersionToImport } from './imported.ts';
import { decideAlias, decideVersion, type NumberedVersion } from './imported-version.ts';

const version: VersionToImport = {
  number: 3,
  runId: null,
  loggedModelId: null,
  source: 'runs:/a/model',
  storageLocation: null,
  status: 'ready',
  stage: 'None',
  description: '',
  userName: '',
  runLink: '',
  createdMs: 1000,
  updatedMs: 1000,
  deletedMs: null,
  tags: {},
};
const there: NumberedVersion = { id: 5, format: 'other', createdMs: 1000, deletedMs: null };

describe('a version', () => {
  it.each([
    ['is taken where its number is free', null, 'insert'],
    ['is known again by its time of creation', there, 'there'],
    ['is refused where another has its number', { ...there, createdMs: 2000 }, 'refuse'],
    ['is refused where one that serves has its number', { ...there, format: 'verdict' as const }, 'refuse'],
  ])('%s', (_title, found, kind) => {
    expect(decideVersion(version, found).kind).toBe(kind);
  });
});

describe('an alias', () => {
  const plain = { alias: 'best', target: there, current: null, serves: false };
  it.each([
    ['is set where nothing has it', plain, 'insert'],
    ['is left where it is already', { ...plain, current: 5 }, 'there'],
    ['is not taken from another version', { ...plain, current: 6 }, 'refuse'],
    ['is not set on a version that was not taken', { ...plain, target: null }, 'refuse'],
    ['is not set on a deleted version', { ...plain, target: { ...there, deletedMs: 1 } }, 'refuse'],
    ['may be champion where nothing serves', { ...plain, alias: 'champion' }, 'insert'],
    ['is not champion of a model that serves', { ...plain, alias: 'champion', serves: true }, 'refuse'],
    ['is not challenger of a model that serves', { ...plain, alias: 'challenger', serves: true }, 'refuse'],
    ['may be any other of a model that serves', { ...plain, serves: true }, 'insert'],
    ['is no number', { ...plain, alias: 'v3' }, 'refuse'],
  ])('%s', (_title, asked, kind) => {
    expect(decideAlias(asked).kind).toBe(kind);
  });
});
