import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Settings } from './s3-settings.ts';

const of = (options: Readonly<Record<string, string>>, url = 's3://bucket/a/b') =>
  s3Settings({ name: 'store', url, options });

describe('settings of a remote in S3', () => {
  it.each([
    ['s3://bucket', 'bucket', ''],
    ['s3://bucket/', 'bucket', ''],
    ['s3://bucket/a/b/', 'bucket', 'a/b'],
    ['s3://my.bucket-1/with space', 'my.bucket-1', 'with space'],
  ])('reads the url %s', (url, bucket, prefix) => {
    expect(of({}, url)).toMatchObject({ bucket, prefix });
  });

  it.each([
    [{ endpointurl: 'http://127.0.0.1:9000' }, { endpoint: 'http://127.0.0.1:9000', forcePathStyle: true }],
    [{ use_ssl: 'False' }, { tls: false }],
    [
      { region: 'eu-west-1', profile: 'mine' },
      { region: 'eu-west-1', profile: 'mine' },
    ],
    [
      { access_key_id: 'a', secret_access_key: 'b', session_token: 'c' },
      { credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' } },
    ],
    [{ ssl_verify: 'false' }, { requestHandler: { httpsAgent: { rejectUnauthorized: false } } }],
    [{ read_timeout: '7' }, { requestHandler: { socketTimeout: 7000 } }],
  ])('takes %j as DVC does', (options, client) => {
    expect(of(options).client).toMatchObject(client);
  });

  it('sends encryption and grants with what is written, and the own key with what is read too', () => {
    expect(of({ sse: 'aws:kms', sse_kms_key_id: 'k' })).toMatchObject({
      write: { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'k' },
      read: {},
    });
    expect(of({ sse_customer_key: 'a2V5' })).toMatchObject({
      write: { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'a2V5' },
      read: { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'a2V5' },
    });
    expect(of({ grant_read: 'id=1' }).write).toEqual({ GrantRead: 'id=1' });
  });

  it.each([
    [{}, 's3:///x', 'has no bucket'],
    [{ acl: 'private', grant_read: 'id=1' }, undefined, 'acl and grant_*'],
    [{ sse_kms_key_id: 'k', sse_customer_key: 'k' }, undefined, 'take one of them out'],
    [{ endpointurl: 'localhost:9000' }, undefined, 'http:// or https://'],
    [{ access_key_id: 'a' }, undefined, 'give both'],
    [{ read_timeout: 'soon' }, undefined, 'give seconds'],
    [{ ssl_verify: '/no/such.pem' }, undefined, 'cannot be read'],
  ])('refuses %j', (options, url, words) => {
    expect(() => of(options, url)).toThrow(words);
    expect(() => of(options, url)).toThrow(/^The remote store .*\.$/);
  });

  it('finds keys in the file that credentialpath names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'verdict-dvc-'));
    const credentialpath = join(folder, 'keys');
    writeFileSync(credentialpath, '[mine]\naws_access_key_id = one\naws_secret_access_key = two\n');
    const client = new S3Client({ region: 'x', ...of({ credentialpath, profile: 'mine' }).client });
    expect(await client.config.credentials()).toMatchObject({ accessKeyId: 'one', secretAccessKey: 'two' });
    rmSync(folder, { recursive: true });
  });
});
