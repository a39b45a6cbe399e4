import type { HomeModel } from '@verdict/ledger';
import { describe, expect, test } from 'vitest';
import { type AttentionFacts, decideAttention } from './decide-attention.ts';

const quiet: AttentionFacts = { models: [], failedJobs: [], datasets: [], refused: [], droppedRows: 0 };
const served: HomeModel = {
  name: 'films',
  description: '',
  versions: 3,
  champion: { version: 3, facts: null, sinceMs: 1, by: 'ada', runId: null, commit: null, data: null },
  newest: { version: 3, createdMs: 5 },
  judged: null,
  traffic: null,
  disputed: 0,
};
const behind: HomeModel = { ...served, newest: { version: 4, createdMs: 9 } };
const tried = {
  version: 4,
  mode: 'shadow',
  state: 'running',
  reason: '',
  updatedMs: 7,
} as const;

describe('a model', () => {
  test.each([
    ['serves its newest version', served, []],
    ['has a newer version that nobody judged', behind, ['candidate_waiting films@4']],
    ['has one that the judge would promote', { ...behind, judged: 'promote' }, ['candidate_waiting films@4']],
    ['has one that the judge refused', { ...behind, judged: 'refuse' }, []],
    ['has one that is tried already', { ...behind, traffic: tried }, []],
    [
      'has another that is tried',
      { ...behind, traffic: { ...tried, version: 2 } },
      ['candidate_waiting films@4'],
    ],
    [
      'had a trial that was stopped',
      { ...behind, judged: 'refuse', traffic: { ...tried, state: 'aborted', reason: 'too slow' } },
      ['traffic_aborted films'],
    ],
    ['was rolled back', { ...behind, judged: 'refuse' }, []],
    ['serves nothing', { ...served, champion: null }, ['no_champion films']],
    ['is empty', { ...served, champion: null, newest: null }, []],
    ['was contradicted', { ...served, disputed: 7 }, ['predictions_disputed films']],
  ] as const)('that %s', (_, model, wanted) => {
    const found = decideAttention({ ...quiet, models: [model] });
    expect(found.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(wanted);
  });
});

test('failures of one kind are one line, about the latest', () => {
  const failedJobs = [
    { id: 'c', kind: 'train', message: 'no rows', finishedMs: 3 },
    { id: 'b', kind: 'batch', message: 'no model.', finishedMs: 2 },
    { id: 'a', kind: 'train', message: 'older', finishedMs: 1 },
  ];
  expect(decideAttention({ ...quiet, failedJobs })).toEqual([
    {
      kind: 'job_failed',
      urgency: 'normal',
      subject: 'c',
      reason: 'train: no rows.',
      count: 2,
      at_ms: 3,
    },
    {
      kind: 'job_failed',
      urgency: 'normal',
      subject: 'b',
      reason: 'batch: no model.',
      count: 1,
      at_ms: 2,
    },
  ]);
});

test('notes about data are no problems, and a long message is cut', () => {
  const finding = (severity: 'warn' | 'note', message: string) => ({ kind: 'k', severity, message });
  const findings = [finding('note', 'fine'), finding('warn', 'x'.repeat(1000)), finding('warn', 'b')];
  const [found] = decideAttention({
    ...quiet,
    datasets: [{ name: 'reviews', version: 2, createdMs: 4, findings }],
  });
  expect(found).toMatchObject({ kind: 'data_problems', subject: 'reviews@2', count: 2 });
  expect(found.reason).toHaveLength(300);
});

test('what visitors feel comes first', () => {
  const found = decideAttention({
    models: [{ ...behind, disputed: 1, traffic: { ...tried, version: 2, state: 'aborted' } }],
    failedJobs: [{ id: 'a', kind: 'train', message: 'm', finishedMs: 1 }],
    datasets: [
      { name: 'd', version: 1, createdMs: 1, findings: [{ kind: 'k', severity: 'warn', message: 'm' }] },
    ],
    refused: [{ name: 'films', version: 3, reason: 'It is damaged.', atMs: 2 }],
    droppedRows: 12,
  });
  expect(found.map(({ kind }) => kind)).toEqual([
    'version_refused',
    'traffic_aborted',
    'rows_dropped',
    'job_failed',
    'candidate_waiting',
    'predictions_disputed',
    'data_problems',
  ]);
});
