import type {
  Chain,
  CompareRuns,
  Event,
  Job,
  Judgement,
  ListedPrediction,
  Model,
  ModelVersion,
  Run,
} from '@verdict/api';
import { describe, expect, it } from 'vitest';
import { eventLines } from '../commands/events.ts';
import { stageOf } from '../commands/jobs/follow-job.ts';
import { parseScopes } from '../commands/keys/add.ts';
import { findByPrefix } from '../record/find-by-prefix.ts';
import { keyState } from './account-lines.ts';
import { jobLines, resultOf } from './job-lines.ts';
import { chainLines, judgementLines, measured, modelLines, wrap } from './model-lines.ts';
import { predictionLines } from './prediction-lines.ts';
import { compareLines, metric, orderedMetric, runLines } from './run-lines.ts';

const now = Date.UTC(2026, 10, 21);
const plain = (_: unknown, text: string): string => text;
const evil = `evil\u001b[2J${'x'.repeat(300)}`;
const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));
const none = (lines: readonly string[]): void => expect(lines.join('\n')).not.toContain('\u001b');

const version: ModelVersion = {
  model: 'reviews',
  version: 2,
  format: 'verdict',
  status: 'ready',
  stage: '',
  description: '',
  aliases: ['champion'],
  tags: {},
  run_id: 'a'.repeat(32),
  sha256: 'b'.repeat(64),
  bytes: 1e6,
  facts: { recipe: { name: 'nb-logreg' }, metrics: { test: { accuracy: 0.9, macroF1: 0.8 } } },
  created_ms: now,
  created_by: 'local:ann',
};

const run: Run = {
  id: `5f0c${'0'.repeat(28)}`,
  name: evil,
  experiment: { id: '0', name: 'Default' },
  status: 'finished',
  user: evil,
  start_ms: now,
  end_ms: now,
  deleted: false,
  params: {},
  metrics: { accuracy: 0.987654321, loss: 'NaN' },
  tags: {},
  inputs: [
    {
      name: 'reviews',
      digest: '',
      context: 'training',
      source_type: '',
      source: '',
      dataset: { name: 'reviews', number: 2 },
    },
  ],
  models: [{ name: 'reviews', version: 2 }],
};

describe('runs', () => {
  it('fit 80 columns and show no control character, whatever their names hold', () => {
    const lines = runLines([run, { ...run, models: [{ name: evil, version: 1 }] }], now);
    expect(widest(lines)).toBeLessThanOrEqual(80);
    none(lines);
    expect(lines[1]).toMatch(/^5f0c0000 {2}.+ finished +0\.98765 {2}reviews@2 {2}/);
  });

  it('show the metric that they are ordered by', () => {
    expect(orderedMetric('metrics.loss desc')).toBe('loss');
    expect(orderedMetric('metrics.`val loss` asc')).toBe('val loss');
    expect(orderedMetric('attributes.start_time')).toBe(undefined);
    expect(orderedMetric(null)).toBe(undefined);
    expect(runLines([run], now, 'loss')[1]).toContain('NaN');
  });

  it('print numbers to five digits, and what is none by its name', () => {
    expect([0.123456789, 3, 1e-9, 'NaN', 'Infinity', null].map((value) => metric(value as number))).toEqual([
      '0.12346',
      '3',
      '1e-9',
      'NaN',
      'Infinity',
      '',
    ]);
  });

  it('leave out of a comparison what is told elsewhere, and say so', () => {
    const compared: CompareRuns = {
      runs: [run, run],
      params: { recipe: ['a', 'b'], recipe_sha256: ['1', '2'] },
      metrics: { accuracy: [0.5, null], oof_accuracy: [0.4, 0.3] },
    };
    const lines = compareLines(compared);
    expect(lines.join('\n')).toMatch(/recipe +a +b/);
    expect(lines.at(-1)).toBe('and 2 more that differ; --json has them all');
  });
});

describe('models', () => {
  it('say what is in service', () => {
    const model: Model = {
      name: 'reviews',
      description: '',
      tags: {},
      aliases: { champion: 1 },
      latest: version,
      versions: 2,
      policy: null,
      created_ms: now,
      updated_ms: now,
    };
    expect(modelLines([model, { ...model, name: 'b', aliases: {} }], now)).toEqual([
      'model    versions  in service  latest  changed',
      'reviews         2          @1      @2  just now',
      'b               2        none      @2  just now',
    ]);
  });

  it('are measured on test rows, else out of fold, else not at all', () => {
    expect(measured(version)).toEqual({ accuracy: '90.00 %', macroF1: '80.00 %', on: 'test rows' });
    const facts = { metrics: { test: null, outOfFold: { accuracy: 0.5 } } };
    expect(measured({ facts })).toEqual({ accuracy: '50.00 %', macroF1: null, on: 'out of fold' });
    expect(measured({ facts: null }).accuracy).toBe(null);
  });
});

describe('a judgement', () => {
  const judgement: Judgement = {
    id: 1,
    model: 'reviews',
    candidate: 2,
    champion: 1,
    verdict: 'refuse',
    reasons: [
      { rule: 'rows', passed: true, message: 'Enough.' },
      { rule: 'accuracy', passed: false, message: `It is worse. ${'Many words. '.repeat(20)}` },
    ],
    numbers: {},
    policy: {},
    rows: 480,
    rows_sha256: null,
    created_ms: now,
    created_by: 'local:ann',
  };

  it('is the verdict, then a line a rule with its mark', () => {
    const lines = judgementLines(judgement, plain);
    expect(lines[0]).toBe('refuse  reviews@2 against reviews@1 on 480 rows');
    expect(lines[2]).toBe('  ✓ rows      Enough.');
    expect(lines[3]).toMatch(/^ {2}✗ accuracy {2}It is worse\. Many/);
    expect(widest(lines)).toBeLessThanOrEqual(80);
  });

  it('wraps at words, and leaves a word alone that is longer than a line', () => {
    expect(wrap('a bb ccc dddd', 6)).toEqual(['a bb', 'ccc', 'dddd']);
    expect(wrap('x'.repeat(9), 6)).toEqual(['x'.repeat(9)]);
    expect(wrap('', 6)).toEqual(['']);
  });
});

describe('a chain', () => {
  const chain: Chain = {
    commit: { sha: 'c'.repeat(40), dirty: true, branch: 'main' },
    data: { dataset: 'reviews', number: 2, rows_sha256: 'd'.repeat(64) },
    run: { id: 'a'.repeat(32), name: 'first', status: 'finished' },
    version,
    moves: [
      { alias: 'champion', kind: 'force', from: null, to: 2, reason: evil, at_ms: now, actor: 'local:ann' },
    ],
  };

  it('goes from the commit to the version, and says what the commit does not hold', () => {
    const lines = chainLines(chain, now);
    expect(lines[0]).toBe(`    commit   ${'c'.repeat(40)}`);
    expect(lines[1]).toContain('main, with changes that are not in it');
    expect(lines[2]).toBe('  → data     reviews@2');
    expect(lines.some((line) => line.startsWith('  → version  reviews@2'))).toBe(true);
    none(lines);
  });

  it('says of each link that is missing why it is', () => {
    const lines = chainLines({ ...chain, commit: null, data: null, run: null, moves: [] }, now).join('\n');
    expect(lines).toContain('trained outside a git repository');
    expect(lines).toContain('registered as a file');
    expect(lines).toContain('never in service');
  });
});

describe('jobs, keys and events', () => {
  const job: Job = {
    id: 'e'.repeat(32),
    kind: 'train',
    state: 'running',
    input: { model: 'reviews', data: 'reviews@2' },
    progress: { stage: 'fit', fraction: 0.5 },
    result: null,
    error: null,
    attempts: 1,
    max_attempts: 3,
    due_ms: now,
    worker: 'w',
    cancel_asked: true,
    created_ms: now,
    started_ms: now,
    finished_ms: null,
    created_by: 'local:ann',
  };

  it('say that a job was asked to stop and has not yet', () => {
    expect(jobLines([job], now)[1]).toMatch(/^eeeeeeee {2}train {2}stopping {2}reviews on reviews@2/);
  });

  it('name a stage that the command line knows, and any other as work', () => {
    expect(stageOf({ state: 'queued', progress: null })).toBe('wait');
    expect(stageOf(job)).toBe('fit');
    expect(stageOf({ state: 'running', progress: { stage: 'toString', fraction: 0 } })).toBe('work');
  });

  it('tell what came of a job, and what the judge said to it', () => {
    const result = { model: 'reviews', version: 3, run_id: 'r', promoted: false };
    expect(resultOf({ result })).toBe('reviews@3 of run r, refused by the judge');
    expect(resultOf({ result: null })).toBe(null);
  });

  it('tell the states of a key apart', () => {
    expect(keyState({ expires_ms: null, revoked_ms: 1 }, now)).toBe('revoked');
    expect(keyState({ expires_ms: now, revoked_ms: null }, now)).toBe('expired');
    expect(keyState({ expires_ms: now + 1, revoked_ms: null }, now)).toBe('until 2026-11-21');
    expect(keyState({ expires_ms: null, revoked_ms: null }, now)).toBe('active');
    expect(parseScopes('write, predict')).toEqual(['predict', 'write']);
    for (const text of ['', ',', 'read,', 'reed']) expect(() => parseScopes(text)).toThrow(/^--scopes is /);
  });

  it('keep an event on one line of 80 columns', () => {
    const event: Event = {
      id: 1,
      at_ms: now,
      actor: evil,
      request_id: null,
      action: 'model.version_registered',
      subject_kind: 'model',
      subject: 'a'.repeat(32),
      before: { version: 1 },
      after: { version: 2, why: evil },
      detail: null,
    };
    const lines = eventLines([event], now);
    expect(widest(lines)).toBeLessThanOrEqual(80);
    none(lines);
    expect(lines[1]).toContain('aaaaaaaa');
  });

  it('say of a change what differs, numbers before rules', () => {
    const rules = { failure_share: 0.05 };
    const event: Event = {
      id: 1,
      at_ms: now,
      actor: 'local:ann',
      request_id: null,
      action: 'traffic.changed',
      subject_kind: 'traffic',
      subject: 'reviews',
      before: { mode: 'canary', rules, percent: 1 },
      after: { mode: 'canary', rules, percent: 25 },
      detail: null,
    };
    expect(eventLines([event], now)[1]).toMatch(/ {2}percent 1 → percent 25$/);
    const begun = eventLines([{ ...event, before: null }], now)[1];
    expect(begun).toContain('  mode canary, percent 25');
    const same = eventLines([{ ...event, after: event.before }], now)[1];
    expect(same).toContain('mode canary, percen');
    const gone = eventLines([{ ...event, after: null }], now)[1];
    expect(gone).toContain('mode canary');
  });

  it('show of a prediction its whole id, and as much of its text as the terminal has room for', () => {
    const prediction: ListedPrediction = {
      id: '019a0c5e-8d2f-7000-8c11-2b7d5f7e1a90',
      model: 'reviews',
      version: 2,
      part: 'champion',
      surface: 'predict',
      label: 'negative',
      confidence: 0.62,
      unsure: true,
      scores: {},
      text: evil,
      characters: evil.length,
      actor: null,
      at_ms: now,
      text_sha256: null,
      took_us: 1,
      request_id: null,
      feedback_label: 'positive',
    };
    for (const [asked, width] of [
      [80, 100],
      [120, 120],
      [200, 200],
    ]) {
      const lines = predictionLines([prediction], now, asked);
      none(lines);
      expect(lines[1]).toHaveLength(width);
      expect(lines[1]).toContain(`${prediction.id}  just now  reviews@2  negative  ? 62.0 %  positive  evil`);
    }
  });

  it('find by the beginning of an id, and ask for more of it where two begin so', () => {
    const items = [{ id: 'abc1' }, { id: 'abc2' }, { id: 'abd' }];
    const find = (text: string) => findByPrefix({ kind: 'run', text, items, list: 'verdict runs list' });
    expect([find('abd'), find('ABC1')]).toEqual([items[2], items[0]]);
    expect(() => find('abc')).toThrow('2 runs begin with abc; give more of the id.');
    for (const text of ['', 'zz']) expect(() => find(text)).toThrow(/^There is no run /);
  });
});
