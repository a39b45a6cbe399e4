import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

const models = [await smallServedModel('sentiment-en', 2), await smallServedModel('sentiment-en', 10)];
const app = await testApp({ models });
beforeAll(() => app.ready());
afterAll(() => app.close());

const texts = ['A warm film, I liked it.', 'A dull film, I left early.'];
const body = { id: '1', inputs: [{ name: 'text', shape: [2], datatype: 'BYTES', data: texts }] };
const json = { 'content-type': 'application/json' };
const of = '/v2/models/sentiment-en';
const infer = (payload: object | string | Buffer, headers: Record<string, string> = json, url = of) =>
  app.inject({ method: 'POST', url: `${url}/infer`, headers, payload });

/** A body of JSON with tensors behind it. */
function withBytes(head: object, ...elements: string[]): { body: Buffer; headers: Record<string, string> } {
  const tensor = Buffer.concat(
    elements.map((element) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(Buffer.byteLength(element));
      return Buffer.concat([length, Buffer.from(element)]);
    }),
  );
  const input = {
    name: 'text',
    shape: [elements.length],
    datatype: 'BYTES',
    parameters: { binary_data_size: tensor.length },
  };
  const written = Buffer.from(JSON.stringify({ ...head, inputs: [input] }));
  return {
    body: Buffer.concat([written, tensor]),
    headers: {
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(written.length),
    },
  };
}

describe('the server by the Open Inference Protocol', () => {
  test('says what it is, lives and is ready', async () => {
    expect((await app.inject('/v2')).json()).toEqual({
      name: 'verdict',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      extensions: ['binary_tensor_data'],
    });
    expect((await app.inject('/v2/health/live')).json()).toEqual({ live: true });
    expect((await app.inject('/v2/health/ready')).json()).toEqual({ ready: true });
  });

  test('describes a model, and the version that was asked for', async () => {
    const scores = { datatype: 'FP64', shape: [-1, 2], parameters: { classes: '["negative","positive"]' } };
    const model = (await app.inject(of)).json();
    expect(model).toEqual({
      name: 'sentiment-en',
      versions: ['2', '10'],
      platform: 'verdict_linear',
      inputs: [{ name: 'text', datatype: 'BYTES', shape: [-1] }],
      outputs: [
        { name: 'label', datatype: 'BYTES', shape: [-1] },
        { name: 'confidence', datatype: 'FP64', shape: [-1] },
        { name: 'scores', ...scores },
        { name: 'unsure', datatype: 'BOOL', shape: [-1] },
        { name: 'id', datatype: 'BYTES', shape: [-1] },
        { name: 'version', datatype: 'INT32', shape: [-1] },
      ],
    });
    expect((await app.inject(`${of}/ready`)).json()).toEqual({ name: 'sentiment-en', ready: true });
    expect((await app.inject(`${of}/versions/2/ready`)).json()).toEqual({
      name: 'sentiment-en',
      ready: true,
    });
  });

  test('lists its models and leaves what is in service to the record', async () => {
    const index = await app.inject({ method: 'POST', url: '/v2/repository/index' });
    expect(index.json()).toEqual([
      { name: 'sentiment-en', version: '2', state: 'READY', reason: '' },
      { name: 'sentiment-en', version: '10', state: 'READY', reason: '' },
    ]);
    for (const verb of ['load', 'unload']) {
      const reply = await app.inject({ method: 'POST', url: `/v2/repository/models/sentiment-en/${verb}` });
      expect([reply.statusCode, reply.json()]).toEqual([400, { error: expect.stringMatching(/promote/) }]);
    }
  });

  test('is not ready without models', async () => {
    const empty = await testApp({ models: [] });
    for (const url of ['/v2/health/ready', of, `${of}/ready`]) {
      const reply = await empty.inject(url);
      expect([url, reply.statusCode, reply.headers['retry-after']]).toEqual([url, 503, '2']);
      expect(reply.json()).toEqual({ error: expect.stringMatching(/No model is in service/) });
    }
    expect((await empty.inject('/v2/health/live')).statusCode).toBe(200);
  });
});

describe('inference', () => {
  test('answers as predict does', async () => {
    const predicted = await app.inject({ method: 'POST', url: '/predict', payload: { texts } });
    const { predictions } = predicted.json();
    const reply = await infer(body);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json',
      'x-model-name': 'sentiment-en',
      'x-model-version': '10',
    });
    const { outputs, ...rest } = reply.json();
    expect(rest).toEqual({ model_name: 'sentiment-en', model_version: '10', id: '1' });
    const by = Object.fromEntries(outputs.map((output: { name: string }) => [output.name, output]));
    const each = (field: string) =>
      predictions.map((prediction: Record<string, unknown>) => prediction[field]);
    expect(by.label).toEqual({ name: 'label', datatype: 'BYTES', shape: [2], data: each('label') });
    expect(by.confidence.data).toEqual(each('confidence'));
    expect(by.unsure).toEqual({ name: 'unsure', datatype: 'BOOL', shape: [2], data: each('unsure') });
    expect(by.version.data).toEqual([10, 10]);
    expect(by.scores).toEqual({
      name: 'scores',
      datatype: 'FP64',
      shape: [2, 2],
      parameters: { classes: '["negative","positive"]' },
      data: predictions.flatMap(({ scores }: { scores: Record<string, number> }) => [
        scores.negative,
        scores.positive,
      ]),
    });
    expect(new Set(by.id.data).size).toBe(2);
    expect(by.id.data[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('asks the version of the address, and gives the outputs that were asked for', async () => {
    const asked = { ...body, id: undefined, outputs: [{ name: 'label' }] };
    const reply = await infer(asked, json, `${of}/versions/2`);
    expect(reply.json()).toEqual({
      model_name: 'sentiment-en',
      model_version: '2',
      outputs: [{ name: 'label', datatype: 'BYTES', shape: [2], data: ['positive', 'negative'] }],
    });
  });

  test('reads and writes tensors as bytes', async () => {
    const outputs = [{ name: 'label', parameters: { binary_data: true } }, { name: 'unsure' }];
    const sent = withBytes({ outputs }, ...texts);
    const reply = await infer(sent.body, sent.headers);
    expect(reply.headers['content-type']).toBe('application/octet-stream');
    const length = Number(reply.headers['inference-header-content-length']);
    const [label, unsure] = JSON.parse(reply.rawPayload.subarray(0, length).toString()).outputs;
    expect(label).toEqual({
      name: 'label',
      datatype: 'BYTES',
      shape: [2],
      parameters: { binary_data_size: 24 },
    });
    expect(unsure.data).toEqual([false, false]);
    expect(reply.rawPayload.subarray(length).toString()).toBe('\x08\0\0\0positive\x08\0\0\0negative');
  });

  test('takes one text as nothing but its bytes', async () => {
    const headers = { 'content-type': 'application/octet-stream', 'inference-header-content-length': '0' };
    const reply = await infer(texts[1], headers);
    expect(reply.json().outputs[0].data).toEqual(['negative']);
  });

  test('takes JSON that does not say so, as Triton’s client sends it', async () => {
    const reply = await infer(Buffer.from(JSON.stringify(body)), {});
    expect(reply.json().outputs[0].data).toEqual(['positive', 'negative']);
  });

  test.each([
    ['no body', 400, undefined, json, /has no body/],
    ['broken JSON', 400, '{', json, /not JSON/],
    ['a forbidden key', 400, '{"__proto__":{}}', json, /__proto__/],
    ['plain text', 415, 'a', { 'content-type': 'text/plain' }, /application\/json or/],
    ['a form', 415, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, /application\/json or/],
    ['another shape', 400, { ...body, inputs: [{ ...body.inputs[0], shape: [3] }] }, json, /shape says 3/],
    ['an empty text', 400, { inputs: [{ ...body.inputs[0], data: ['a', ''] }] }, json, /index 1 is empty/],
    [
      'no text',
      400,
      { inputs: [{ ...body.inputs[0], shape: [0], data: [] }] },
      json,
      /list of texts is empty/,
    ],
    [
      '1,001 texts',
      413,
      { inputs: [{ ...body.inputs[0], shape: [1001], data: Array(1001).fill('a') }] },
      json,
      /1001 texts/,
    ],
    ['3 MB', 413, 'a'.repeat(3e6), json, /2097152 bytes/],
  ] as const)('refuses %s in the protocol’s shape', async (_, status, payload, headers, says) => {
    const reply = await infer(payload as string, headers);
    expect([reply.statusCode, reply.json()]).toEqual([status, { error: expect.stringMatching(says) }]);
    // KServe's client reads the message only where the type is this and nothing more.
    expect(reply.headers['content-type']).toBe('application/json');
  });

  test.each([
    ['GET', '/v2/models/nobody', 404],
    ['GET', '/v2/models/nobody/ready', 404],
    ['GET', '/v2/models/..%2f..%2fetc', 404],
    ['GET', `${of}/versions/3`, 404],
    ['GET', `${of}/versions/latest`, 404],
    ['GET', '/v2/nothing', 404],
    ['GET', `${of}/infer`, 405],
    ['POST', '/v2/health/live', 405],
    ['GET', '/v2/%zz', 400],
  ] as const)('refuses %s %s in the protocol’s shape', async (method, url, status) => {
    const reply = await app.inject({ method, url });
    expect([reply.statusCode, reply.json()]).toEqual([status, { error: expect.any(String) }]);
  });

  test('says of an address with an endless name what is wrong with it', async () => {
    const reply = await app.inject({ url: `/v2/models/${'x'.repeat(5000)}` });
    expect([reply.statusCode, reply.json()]).toEqual([
      400,
      { error: expect.stringMatching(/longer than any name/) },
    ]);
  });

  test('refuses data that is nested without an end', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const reply = await infer(JSON.stringify(body).replace(JSON.stringify(texts[1]), deep));
    expect([reply.statusCode, reply.json()]).toEqual([
      400,
      { error: expect.stringMatching(/nested too deep/) },
    ]);
  });

  test('refuses another site in the protocol’s shape', async () => {
    const reply = await infer(body, { ...json, origin: 'https://evil.example' });
    expect([reply.statusCode, reply.json()]).toEqual([403, { error: expect.stringMatching(/another site/) }]);
  });
});
