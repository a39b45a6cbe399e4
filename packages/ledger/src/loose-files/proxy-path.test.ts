import { expect, test } from 'vitest';
import { proxyPathOf } from './proxy-path.ts';

test.each([
  ['mlflow-artifacts:/0/models/m-1/artifacts', '0/models/m-1/artifacts'],
  ['mlflow-artifacts:/team/', 'team'],
  ['mlflow-artifacts:/', ''],
  ['mlflow-artifacts:', ''],
  ['mlflow-artifacts://host:5000/0/r', '0/r'],
  ['mlflow-artifacts:///0/r', '0/r'],
  ['https://host/api/2.0/mlflow-artifacts/artifacts/0/r', '0/r'],
  ['https://host/mlflow/api/2.0/mlflow-artifacts/artifacts/0/r', '0/r'],
  ['https://host/other', null],
  ['s3://bucket/0/r', null],
  ['file:///mlruns/0', null],
  ['/mlruns/0', null],
  ['runs:/r/model', null],
  ['', null],
])('%s is here at %j', (uri, path) => {
  expect(proxyPathOf(uri)).toBe(path);
});
