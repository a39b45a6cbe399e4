import { describe, expect, test } from 'vitest';
import { askAgain, describeJob } from './describe-job.ts';

const job = (kind: string, input: unknown, result: unknown = null) => ({ id: 'j-1', kind, input, result });

test.each([
  [
    job('train', { model: 'films', data: 'reviews@3' }, { model: 'films', version: 4, run_id: 'abc' }),
    'Train films on reviews@3',
    ['/data/reviews/3', '/models/films/4', '/runs/abc'],
  ],
  [
    job(
      'train',
      { model: 'films', data: 'a b' },
      { model: 'films', version: 4, run_id: 'abc', judgement: 9 },
    ),
    'Train films on a b',
    ['/data/a%20b', '/models/films/4', '/models/films/judgements/9', '/runs/abc'],
  ],
  [
    job('retrain', { model: 'films' }, { model: 'films', version: 5, run_id: 'r', data: 'reviews@4' }),
    'Retrain films with what people said',
    ['/data/reviews/4', '/models/films/5', '/runs/r'],
  ],
  [
    job('batch', { model: 'films@champion', rows: 20_000 }),
    'Ask films@champion about 20,000 texts',
    ['/batches/j-1'],
  ],
  [job('webhook', { batch: 'b-1' }), 'Tell who asked that their batch has ended', ['/batches/b-1']],
  [job('moon', { x: 1 }, { y: 2 }), 'moon', []],
  [job('train', null, 'done'), 'Train a model on a model', []],
])('%j', (told, title, hrefs) => {
  const described = describeJob(told);
  expect([described.title, described.links.map(({ href }) => href)]).toEqual([title, hrefs]);
});

describe('again', () => {
  const input = { model: 'films', data: 'reviews@3' };
  test.each([
    ['a training that failed', { kind: 'train', state: 'failed', input }, { kind: 'train', input }],
    ['one that was cancelled', { kind: 'train', state: 'cancelled', input }, { kind: 'train', input }],
    [
      'a retraining, with all that was asked for and nothing that was not',
      {
        kind: 'retrain',
        state: 'failed',
        input: { ...input, labels: 'all', recipe: null, redact: true, seed: null, promote: false },
      },
      {
        kind: 'retrain',
        model: 'films',
        request: {
          from_feedback: true,
          dataset: 'reviews@3',
          labels: 'all',
          redact: true,
          promote: false,
        },
      },
    ],
    [
      'a retraining with a recipe and a seed',
      { kind: 'retrain', state: 'cancelled', input: { ...input, recipe: { name: 'x' }, seed: 0 } },
      {
        kind: 'retrain',
        model: 'films',
        request: {
          from_feedback: true,
          dataset: 'reviews@3',
          labels: 'reviewed',
          recipe: { name: 'x' },
          redact: false,
          seed: 0,
          promote: false,
        },
      },
    ],
    ['a retraining that is done', { kind: 'retrain', state: 'done', input }, null],
    ['one that is done', { kind: 'train', state: 'done', input }, null],
    ['one without a model', { kind: 'train', state: 'failed', input: { data: 'x' } }, null],
    ['a batch, whose texts may be gone', { kind: 'batch', state: 'failed', input }, null],
  ] as const)('%s', (_, told, wanted) => {
    expect(askAgain(told)).toEqual(wanted);
  });
});
