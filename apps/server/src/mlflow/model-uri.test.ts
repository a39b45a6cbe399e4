import { describe, expect, test } from 'vitest';
import { parseModelUri, uriParts } from './model-uri.ts';

describe('parseModelUri', () => {
  test.each([
    ['models:/a b/3', { kind: 'version', name: 'a b', version: '3' }],
    ['models:/a/Production', { kind: 'stage', name: 'a', stage: 'Production' }],
    ['models:/a/Latest', { kind: 'latest', name: 'a' }],
    ['models:/a@b@champion', { kind: 'alias', name: 'a@b', alias: 'champion' }],
    ['models:/m-12', { kind: 'logged', id: 'm-12' }],
  ])('reads %s', (uri, read) => expect(parseModelUri(uri)).toEqual(read));

  test.each(['models:/', 'models:', 'models:a/1', 'models:/a/1/x', 'models:/a/', 'models:/a@', 'runs:/a/b'])(
    'does not read %s',
    (uri) => expect(parseModelUri(uri)).toBeNull(),
  );
});

describe('uriParts', () => {
  test.each([
    ['s3://bucket/a?b#c', { scheme: 's3', host: 'bucket', path: '/a' }],
    ['MLFLOW-artifacts:/0/a', { scheme: 'mlflow-artifacts', host: '', path: '/0/a' }],
    ['/etc/passwd', { scheme: '', host: '', path: '/etc/passwd' }],
    ['', { scheme: '', host: '', path: '' }],
  ])('cuts %j', (uri, parts) => expect(uriParts(uri)).toEqual(parts));
});
