import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { testStores } from '@verdict/db/testing';
import {
  createAccount,
  createExperiment,
  createRun,
  deleteRun,
  keepBlob,
  listArtifacts,
  registerVersion,
} from '@verdict/ledger';
import { bytesOf } from '@verdict/ledger/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RecordApp, recordApp } from './record-app.ts';

const by = { name: 'test', requestId: null };
const proxy = '/api/2.0/mlflow-artifacts/artifacts';
const invalid = { error_code: 'INVALID_PARAMETER_VALUE', message: 'Invalid path' };

describe.each(testStores())('artifacts by MLflow’s addresses on $name', (store) => {
  let at: RecordApp;
  let port = 0;
  let runs = 0;
  beforeAll(async () => {
    at = await recordApp(store);
    await at.app.listen({ host: '127.0.0.1', port: 0 });
    const address = at.app.server.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  }, 120_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const newRun = async (experimentId = '0'): Promise<string> =>
    (await createRun(at.ledger, by, { id: `art${++runs}`, experimentId })).run.id;
  const ask = (method: 'GET' | 'PUT' | 'DELETE' | 'POST', url: string, payload?: string, type?: string) =>
    at.app.inject({
      method,
      url,
      ...(payload !== undefined && { payload }),
      ...(type !== undefined && { headers: { 'content-type': type } }),
    });
  const put = async (path: string, bytes = 'x', type?: string) => {
    const reply = await ask('PUT', `${proxy}/${path}`, bytes, type);
    expect([reply.statusCode, reply.body]).toEqual([200, '{}']);
  };
  const filesOf = async (path: string) =>
    (await ask('GET', `${proxy}?path=${encodeURIComponent(path)}`)).json().files ?? [];
  /** As it stands: nothing on the way may read the path first. */
  const raw = (head: string, body = '', wait = true): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`${head}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n`);
        socket.write(`${wait ? `Content-Length: ${body.length}\r\n` : ''}\r\n${body}`, () => {
          if (!wait) setTimeout(() => socket.destroy(), 50);
        });
      });
      socket.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      socket.on('close', () => resolve(said)).on('error', (error) => (wait ? reject(error) : resolve(said)));
    });

  test('of a run come and go under its address, whatever type their client guessed', async () => {
    const run = await newRun();
    const root = `0/${run}/artifacts`;
    await put(`${root}/a.json`, '{not json', 'application/json');
    await put(`${root}/page.html`, '<b>', 'text/html');
    await put(`${root}/sub/b c.bin`.replace(' ', '%20'), 'bytes', 'nonsense');
    await put(`${root}/empty`, '');
    await put(`${root}/form`, 'form', 'multipart/form-data; boundary=x');
    expect(await filesOf(root)).toEqual([
      { path: 'a.json', is_dir: false, file_size: 9 },
      { path: 'empty', is_dir: false, file_size: 0 },
      { path: 'form', is_dir: false, file_size: 4 },
      { path: 'page.html', is_dir: false, file_size: 3 },
      { path: 'sub', is_dir: true },
    ]);
    expect((await ask('GET', `/api/2.0/mlflow/artifacts/list?run_id=${run}&path=sub`)).json()).toEqual({
      root_uri: `mlflow-artifacts:/0/${run}/artifacts`,
      files: [{ path: 'sub/b c.bin', is_dir: false, file_size: 5 }],
    });
    expect((await listArtifacts(at.ledger, run)).map(({ path }) => path)).toContain('sub/b c.bin');
    const reply = await ask('GET', `${proxy}/${root}/page.html`);
    expect([reply.body, reply.headers['content-type']]).toEqual(['<b>', 'application/octet-stream']);
    expect(reply.headers['content-disposition']).toMatch(/^attachment/);
    for (const url of [
      `/ajax-api/2.0/mlflow-artifacts/artifacts/${root}/sub/b%20c.bin`,
      `/get-artifact?run_id=${run}&path=sub/b%20c.bin`,
      `/get-artifact?run_uuid=${run}&path=sub%2Fb+c.bin`,
    ]) {
      expect((await ask('GET', url)).body).toBe('bytes');
    }
    expect((await ask('DELETE', `${proxy}/${root}/sub`)).json()).toEqual({});
    expect((await ask('DELETE', `${proxy}/${root}/sub`)).json()).toEqual({});
    expect(await filesOf(`${root}/sub`)).toEqual([]);
    expect((await ask('DELETE', `${proxy}/${root}/`)).json()).toEqual({});
    expect(await filesOf(root)).toEqual([]);
  });

  test('of a run lie where its experiment says', async () => {
    const { id } = await createExperiment(at.ledger, by, {
      name: 'placed',
      artifactLocation: 'mlflow-artifacts:/team/films/',
    });
    const run = await newRun(id);
    await put(`team/films/${run}/artifacts/a`, 'a');
    expect((await listArtifacts(at.ledger, run)).map(({ path }) => path)).toEqual(['a']);
    expect((await ask('GET', `/api/2.0/mlflow/artifacts/list?run_id=${run}`)).json().root_uri).toBe(
      `mlflow-artifacts:/team/films/${run}/artifacts`,
    );
  });

  test('of nobody lie at their path', async () => {
    await put('0/models/m-x/artifacts/MLmodel', 'flavors: {}');
    await put('0/models/m-x/artifacts/data/w', 'w');
    expect(await filesOf('0/models/m-x/artifacts')).toEqual([
      { path: 'MLmodel', is_dir: false, file_size: 11 },
      { path: 'data', is_dir: true },
    ]);
    expect((await ask('GET', `${proxy}/0/models/m-x/artifacts/MLmodel`)).body).toBe('flavors: {}');
    await ask('DELETE', `${proxy}/0/models/m-x/artifacts`);
    expect(await filesOf('0/models/m-x/artifacts')).toEqual([]);
  });

  test('that are not there, or are folders, are refused in MLflow’s words', async () => {
    const run = await newRun();
    await put(`0/${run}/artifacts/folder/a`);
    await put('loose/folder/a');
    for (const root of [`0/${run}/artifacts`, 'loose']) {
      const none = await ask('GET', `${proxy}/${root}/none`);
      expect([none.statusCode, none.json()]).toEqual([
        404,
        { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `No such artifact: '${root}/none'` },
      ]);
      const folder = await ask('GET', `${proxy}/${root}/folder`);
      expect([folder.statusCode, folder.json()]).toEqual([
        400,
        {
          error_code: 'INVALID_PARAMETER_VALUE',
          message: `Artifact path refers to a directory, not a file: '${root}/folder'`,
        },
      ]);
      expect(await filesOf(`${root}/folder/a`)).toEqual([]);
      for (const path of ['folder', 'folder/a/b']) {
        expect((await ask('PUT', `${proxy}/${root}/${path}`, 'x')).json().error_code).toBe(
          invalid.error_code,
        );
      }
    }
    const unknown = { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run with id=nobody not found' };
    expect((await ask('GET', '/api/2.0/mlflow/artifacts/list?run_id=nobody')).json()).toEqual(unknown);
    expect((await ask('GET', '/get-artifact?run_id=nobody&path=a')).json()).toEqual(unknown);
    await deleteRun(at.ledger, by, run);
    const late = await ask('PUT', `${proxy}/0/${run}/artifacts/late`, 'x');
    expect([late.statusCode, late.json().error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE']);
    expect((await ask('GET', `${proxy}/0/${run}/artifacts/folder/a`)).body).toBe('x');
  });

  test.each([
    '../../../etc/passwd',
    'a/../../x',
    '%2e%2e/x',
    '..%2f..%2fx',
    '%252e%252e%252fx',
    '%25252e%25252e/x',
    '..%5cx',
    '/etc/passwd',
    '%2fetc/passwd',
    'C:%5cx',
    'file:%2f%2f%2fetc/passwd',
    'a%23b',
  ])('%s leads nowhere', async (path) => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const said = await raw(`${method} ${proxy}/${path} HTTP/1.1`);
      expect(said).toMatch(/^HTTP\/1.1 400 /);
      expect(said).toContain(JSON.stringify(invalid));
    }
    for (const url of [
      `${proxy}?path=${path}`,
      `/api/2.0/mlflow/artifacts/list?run_id=art1&path=${path}`,
      `/get-artifact?run_id=art1&path=${path}`,
    ]) {
      const reply = await ask('GET', url);
      expect([reply.statusCode, reply.json()]).toEqual([400, invalid]);
    }
  });

  test.each(['a%00b', 'a//b', './a', 'a%0ab', 'x'.repeat(1001)])('%s is no path', async (path) => {
    const said = await raw(`PUT ${proxy}/${path} HTTP/1.1`, 'x');
    expect(said).toMatch(/^HTTP\/1.1 400 /);
    expect(said).toContain('INVALID_PARAMETER_VALUE');
  });

  test('that are cut off leave nothing behind', async () => {
    const run = await newRun();
    const before = await at.ledger.sql.selectFrom('blob').select('sha256').execute();
    await raw(`PUT ${proxy}/0/${run}/artifacts/cut HTTP/1.1\r\nContent-Length: 100000`, 'half', false);
    await raw(
      `PUT ${proxy}/0/${run}/artifacts/cut HTTP/1.1\r\nTransfer-Encoding: chunked`,
      '4\r\nhalf\r\n',
      false,
    );
    await sleep(300);
    expect(await filesOf(`0/${run}/artifacts`)).toEqual([]);
    expect(await at.ledger.sql.selectFrom('blob').select('sha256').execute()).toEqual(before);
  });

  test('go through this server, and clients that ask for another way are told in words they know', async () => {
    for (const path of ['mpu/create/a', 'mpu/complete/a', 'mpu/abort/a']) {
      const reply = await ask(
        'POST',
        `/api/2.0/mlflow-artifacts/${path}`,
        '{"path":"a"}',
        'application/json',
      );
      expect([reply.statusCode, reply.json()]).toEqual([
        501,
        {
          error_code: 'NOT_IMPLEMENTED',
          message: 'Multipart upload is not supported for the current artifact repository',
        },
      ]);
    }
    const presigned = await ask('GET', '/api/2.0/mlflow-artifacts/presigned/a');
    expect([presigned.statusCode, presigned.json().error_code]).toEqual([501, 'NOT_IMPLEMENTED']);
    const direct = await ask(
      'POST',
      '/api/2.0/mlflow/artifacts/presigned-upload-url',
      '{"run_id":"a","path":"a"}',
      'application/json',
    );
    expect(direct.json()).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringMatching(/^Presigned upload is not supported/),
    });
  });

  test('of the registry are read and never written', async () => {
    const blob = await keepBlob(at.ledger, bytesOf('weights'));
    const model = { model: 'sms', runId: null, facts: null };
    await registerVersion(at.ledger, by, { ...model, blob, format: 'verdict' });
    await registerVersion(at.ledger, by, { ...model, blob: null, format: 'other', source: 's3://b/x' });
    expect(await filesOf('registry/sms/1')).toEqual([{ path: 'sms-1.verdict', is_dir: false, file_size: 7 }]);
    expect(await filesOf('registry/sms/2')).toEqual([]);
    for (const url of [
      `${proxy}/registry/sms/1/sms-1.verdict`,
      '/model-versions/get-artifact?name=sms&version=1&path=sms-1.verdict',
    ]) {
      expect((await ask('GET', url)).body).toBe('weights');
    }
    const elsewhere = await ask('GET', '/model-versions/get-artifact?name=sms&version=2&path=x');
    expect([elsewhere.statusCode, elsewhere.json().message]).toEqual([404, expect.stringMatching(/s3:/)]);
    for (const reply of [
      await ask('PUT', `${proxy}/registry/sms/1/sms-1.verdict`, 'x'),
      await ask('DELETE', `${proxy}/registry/sms/1/sms-1.verdict`),
    ]) {
      expect([reply.statusCode, reply.json().message]).toEqual([
        400,
        expect.stringMatching(/^The folder registry/),
      ]);
    }
    expect((await ask('GET', `${proxy}/registry/nobody/1/x`)).statusCode).toBe(404);
    expect(await filesOf('registry/nobody/1')).toEqual([]);
    expect(await filesOf('registry')).toEqual([]);
  });
});

test('whoever may only read cannot write, delete or replace a file', async () => {
  const [store] = testStores();
  const at = await recordApp(store, { flags: { signIn: 'always' } });
  await createAccount(at.ledger, by, { name: 'viewer', role: 'viewer', password: 'a long enough password' });
  const authorization = `Basic ${Buffer.from('viewer:a long enough password').toString('base64')}`;
  const ask = (method: 'GET' | 'PUT' | 'DELETE', headers = {}) =>
    at.app.inject({ method, url: `${proxy}/a`, headers, ...(method === 'PUT' && { payload: 'x' }) });
  expect((await ask('PUT')).statusCode).toBe(401);
  expect((await ask('PUT', { authorization })).json().error_code).toBe('PERMISSION_DENIED');
  expect((await ask('DELETE', { authorization })).json().error_code).toBe('PERMISSION_DENIED');
  expect((await ask('GET', { authorization })).statusCode).toBe(404);
  await at.close();
  await store.close();
});
