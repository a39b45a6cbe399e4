import type { Attention } from '@verdict/api';
import { expect, test } from 'vitest';
import { describeAttention } from './describe-attention.ts';

test.each([
  ['version_refused', 'films@3', 1, 'Version 3 of films should be in service and is not', '/models/films'],
  ['traffic_aborted', 'a/b', 1, 'The trial on a/b stopped itself', '/models/a%2Fb'],
  ['rows_dropped', '', 1200, '1,200 predictions are missing from the log', '/live'],
  ['rows_dropped', '', 1, '1 prediction is missing from the log', '/live'],
  ['no_champion', 'films', 1, 'films has no version in service', '/models/films'],
  ['job_failed', 'j-1', 1, 'A job failed', '/jobs/j-1'],
  ['job_failed', 'j-1', 3, '3 jobs of one kind failed', '/jobs?state=failed'],
  ['candidate_waiting', 'films@4', 1, 'Version 4 of films waits for a decision', '/models/films/4'],
  ['predictions_disputed', 'films', 1, '1 answer of films was called wrong', '/label?model=films'],
  ['predictions_disputed', 'films', 7, '7 answers of films were called wrong', '/label?model=films'],
  ['data_problems', 'reviews@2', 2, 'reviews has 2 problems in version 2', '/data/reviews/2'],
] as const)('%s of %j, %i times', (kind, subject, count, title, href) => {
  const attention: Attention = { kind, subject, count, urgency: 'normal', reason: '', at_ms: null };
  expect(describeAttention(attention)).toMatchObject({ title, href });
});

test('of a newer server, something that is not known here is told by its subject', () => {
  const attention = { kind: 'moon_full', subject: 'x', count: 1, urgency: 'high', reason: '', at_ms: null };
  expect(describeAttention(attention as unknown as Attention)).toEqual({
    title: 'x',
    href: null,
    action: null,
  });
});
