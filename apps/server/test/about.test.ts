import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallServedModel } from './small-models.ts';
import { testApp } from './test-app.ts';

let now = 1_000_000;
const model = await smallServedModel();
const app = await testApp({ models: [model], clock: () => now });
beforeAll(() => app.ready());
afterAll(() => app.close());

const served = { name: 'sentiment-en', version: 1, self_test: 'passed' };

describe('about', () => {
  test('lives, is ready and says with which models', async () => {
    expect((await app.inject('/livez')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready', models: [served] });
  });

  test('tells since when it serves', async () => {
    now += 61_500;
    expect((await app.inject('/api/v1/health')).json()).toEqual({
      status: 'ok',
      uptime_seconds: 61,
      default_model: 'sentiment-en',
      models: [served],
      record: null,
      queue: { waiting: 0, refused: 0, full: false },
      prediction_log: null,
      log: null,
      refused_models: [],
    });
  });

  test('tells what the model is, in the names of the wire', async () => {
    const info = (await app.inject('/api/v1/model-info?model=sentiment-en@1')).json();
    expect(info).toMatchObject({
      name: 'sentiment-en',
      version: 1,
      run_id: null,
      classes: ['negative', 'positive'],
      positive: 'positive',
      explainable: true,
      rows: 96,
      bytes: model.bytes,
      recipe: { name: 'nb-logreg' },
      metrics: { out_of_fold: { rows: 96, accuracy: 1, macro_f1: 1 }, test: null },
    });
    expect(info).toEqual((await app.inject('/api/v1/model-info')).json());
  });

  test.each([
    ['an id that can stand in a log', 'build-7.12_a', true],
    ['none', undefined, false],
    ['a line break', 'a\r\nset-cookie: b', false],
    ['a very long one', 'a'.repeat(129), false],
  ])('given %s as request id, repeats it: %s %s', async (_, id, kept) => {
    const reply = await app.inject({
      url: '/livez',
      headers: id === undefined ? {} : { 'x-request-id': id },
    });
    const answered = reply.headers['x-request-id'];
    if (kept) expect(answered).toBe(id);
    else expect(answered).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('documents every route with its request, its replies and its errors', async () => {
    const document = (await app.inject('/openapi.json')).json();
    // That none is missing is held by the table of permissions.
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/explain', '/api/v1/health', '/api/v1/predict', '/livez', '/metrics']),
    );
    const { post } = document.paths['/api/v1/predict'];
    expect(Object.keys(post.requestBody.content['application/json'].schema.properties)).toEqual([
      'text',
      'texts',
      'model',
      'key',
    ]);
    expect(Object.keys(post.responses).join(' ')).toBe('200 400 401 403 404 413 415 422 429 431 500 503');
    expect(post.responses['413'].content['application/problem+json'].schema).toEqual({
      $ref: '#/components/schemas/Problem',
    });
    expect(document.components.schemas.Problem.properties).toHaveProperty('code');
    expect(post.responses['413'].description).toContain('TEXT_OVER_LIMIT');
  });

  test('lets its page load its own files and nothing else', async () => {
    const reply = await app.inject('/docs');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    for (const [, source] of reply.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(source).not.toMatch(/^(?:https?:)?\/\//);
    }
    expect(reply.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });
});
