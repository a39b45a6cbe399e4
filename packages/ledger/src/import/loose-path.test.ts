import { expect, it } from 'vitest';
import { loosePathOf } from './loose-path.ts';

const place = { id: 'm-1', experimentId: 7 };

it.each([
  [null, '7/models/m-1/artifacts'],
  ['mlflow-artifacts:/7', '7/models/m-1/artifacts'],
  ['mlflow-artifacts:/', 'models/m-1/artifacts'],
  ['mlflow-artifacts://host:5000/team/', 'team/models/m-1/artifacts'],
  ['s3://bucket/7', null],
  ['/srv/mlruns/7', null],
])('finds the files of a logged model of an experiment at %j', (artifactLocation, expected) => {
  expect(loosePathOf({ ...place, artifactLocation })).toBe(expected);
});
