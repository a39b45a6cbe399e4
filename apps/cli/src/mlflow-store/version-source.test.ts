import { expect, it } from 'vitest';
import { versionSource } from './version-source.ts';

const known = (id: string): boolean => id === 'abc';

it.each([
  ['runs:/abc/model', null, 'runs:/abc/model'],
  ['models:/m-1', 'm-1', 'models:/m-1'],
  ['file:///srv/mlruns/0/abc/artifacts/model', null, 'runs:/abc/model'],
  ['mlflow-artifacts:/0/abc/artifacts', null, 'runs:/abc'],
  ['s3://bucket/0/abc/artifacts/a/b/', null, 'runs:/abc/a/b'],
  ['s3://bucket/0/models/m-1/artifacts', null, 'models:/m-1'],
  ['s3://bucket/0/models/m-1/artifacts', 'm-2', 'models:/m-2'],
  ['/srv/mlruns/0/other/artifacts/model', null, null],
  ['/srv/artifacts/0/abc/artifacts/a/artifacts/b', null, 'runs:/abc/a/artifacts/b'],
  ['/srv/my-model', null, null],
])('says of %j, of the logged model %j, that it is %j', (source, logged_model_id, expected) => {
  expect(versionSource({ source, logged_model_id }, known)).toBe(expected);
});
