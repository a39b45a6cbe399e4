import { describe, expect, it } from 'vitest';
import { artifactPlaces } from './artifact-places.ts';

const asked = { ownFolder: null, artifacts: null, storeFolder: '/store' };

describe('where artifacts are', () => {
  it.each([
    ['file:///srv/mlruns/0/abc/artifacts', ['/srv/mlruns/0/abc/artifacts'], null],
    ['file:/srv/mlruns/0/abc/artifacts', ['/srv/mlruns/0/abc/artifacts'], null],
    ['file:///srv/ml%20runs/0/abc/artifacts', ['/srv/ml runs/0/abc/artifacts'], null],
    ['/srv/mlruns/0/abc/artifacts', ['/srv/mlruns/0/abc/artifacts'], null],
    ['s3://bucket/ml/0/abc/artifacts', [], 's3://bucket'],
    ['mlflow-artifacts:/0/abc/artifacts', [], 'mlflow-artifacts:/'],
    ['', [], null],
  ])('%j', (uri, folders, elsewhere) => {
    expect(artifactPlaces({ ...asked, uri })).toEqual({ folders, elsewhere });
  });

  it('is beside the database where the path is relative', () => {
    expect(artifactPlaces({ ...asked, uri: './mlruns/0/abc/artifacts' }).folders[0]).toBe(
      '/store/mlruns/0/abc/artifacts',
    );
  });

  it('is the folder in the store where that was moved', () => {
    const { folders } = artifactPlaces({
      ...asked,
      uri: 'file:///old/0/abc/artifacts',
      ownFolder: '/new/0/abc',
    });
    expect(folders).toEqual(['/old/0/abc/artifacts', '/new/0/abc']);
  });
});

describe('in a copy', () => {
  it.each([
    ['mlflow-artifacts:/0/abc/artifacts', ['/copy/0/abc/artifacts']],
    ['mlflow-artifacts://host:5000/0/abc/artifacts', ['/copy/0/abc/artifacts']],
    ['s3://bucket/ml/0/abc/artifacts', ['/copy/ml/0/abc/artifacts', '/copy/0/abc/artifacts']],
    [
      's3://bucket/ml/0/models/m-1/artifacts',
      ['/copy/ml/0/models/m-1/artifacts', '/copy/0/models/m-1/artifacts'],
    ],
    ['s3://bucket/../../etc/artifacts', []],
  ])('it is looked for below its root and below its experiment: %j', (uri, folders) => {
    expect(artifactPlaces({ ...asked, uri, artifacts: '/copy' }).folders).toEqual(folders);
  });
});
