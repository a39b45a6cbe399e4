import { describe, expect, test } from 'vitest';
import { checkSource, type SourceOwner } from './check-source.ts';

const run: SourceOwner = { kind: 'run_id', id: 'r', root: 'mlflow-artifacts:/0/r/artifacts' };
const model: SourceOwner = { kind: 'model_id', id: 'm-1', root: 'mlflow-artifacts:/0/models/m-1/artifacts' };
const nobody: SourceOwner = { kind: 'run_id', id: '', root: null };

describe('checkSource', () => {
  test.each([
    ['s3://bucket/a', nobody],
    ['mlflow-artifacts:/0/r/artifacts/model', run],
    ['mlflow-artifacts:/0/r/artifacts', run],
    ['http://host/api/2.0/mlflow-artifacts/artifacts/0/r/artifacts/model', run],
    ['mlflow-artifacts:/0/models/m-1/artifacts', model],
    ['runs:/r/model', run],
    ['models:/m-1', model],
    ['models:/a b/1', nobody],
  ])('takes %s', (source, owner) => expect(() => checkSource(source, owner)).not.toThrow());

  test.each([
    ['mlflow-artifacts:/0/other/artifacts/model', run],
    ['mlflow-artifacts:/0/r/artifacts-not', run],
    ['mlflow-artifacts:/0/r', run],
    ['mlflow-artifacts:/0/r/artifacts/model', nobody],
    ['mlflow-artifacts:/0/r/artifacts/../../x', run],
    ['mlflow-artifacts:/0/r/artifacts/%2e%2e/x', run],
    ['mlflow-artifacts:/0/r/artifacts/%252e%252e/x', run],
    ['mlflow-artifacts:/0/r/artifacts/a%00', run],
    ['mlflow-artifacts:0/r/artifacts', run],
    ['s3://bucket/./a', nobody],
    ['s3://bucket', nobody],
    ['runs:/other/model', run],
    ['runs://host/r/model', run],
    ['runs:/r/model', model],
    ['models:/m-2', model],
    ['models:/m-1', run],
    ['models:/', model],
    ['/etc', run],
    ['file:///etc', run],
    ['..', run],
    ['', run],
  ])('refuses %j', (source, owner) =>
    expect(() => checkSource(source, owner)).toThrow(expect.objectContaining({ code: 'VALUE_INVALID' })),
  );
});
