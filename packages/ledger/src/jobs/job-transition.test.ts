import { describe, expect, test } from 'vitest';
import { type JobStanding, type JobStep, jobTransition } from './job-transition.ts';

const states = ['queued', 'running', 'running*', 'done', 'failed', 'cancelled'] as const;
const steps = ['claim', 'finish', 'fail', 'fail for good', 'return', 'cancel'] as const;

/** `running*` is running with a cancel asked for; `-` is refused, `=` changes nothing, a sign counts attempts. */
const first: Readonly<Record<(typeof states)[number], readonly string[]>> = {
  //            claim       finish   fail         for good     return       cancel
  queued: ['running +1', '-', '-', '-', '-', 'cancelled'],
  running: ['running +1', 'done', 'queued', 'failed', 'queued -1', 'running*'],
  'running*': ['cancelled', 'done', 'cancelled', 'cancelled', 'cancelled', '='],
  done: ['-', '-', '-', '-', '-', '-'],
  failed: ['-', '-', '-', '-', '-', '-'],
  cancelled: ['-', '-', '-', '-', '-', '='],
};
/** Where the attempt is the last one, this is otherwise. */
const last: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  running: { claim: 'failed', fail: 'failed' },
};

function standing(state: (typeof states)[number], attempts: number): JobStanding {
  const asked = state === 'running*';
  return { state: asked ? 'running' : state, attempts, maxAttempts: 3, cancelAsked: asked } as JobStanding;
}

function stepOf(step: (typeof steps)[number]): JobStep {
  if (step === 'fail' || step === 'fail for good') return { kind: 'fail', canRetry: step === 'fail' };
  return { kind: step };
}

function told(job: JobStanding, step: JobStep): string {
  const move = jobTransition(job, step);
  if ('refused' in move) return '-';
  if (!move.changed) return '=';
  const by = move.to.attempts - job.attempts;
  const state = move.to.state === 'running' && move.to.cancelAsked ? 'running*' : move.to.state;
  return by === 0 ? state : `${state} ${by > 0 ? '+' : ''}${by}`;
}

describe.each(states)('a job that is %s', (state) => {
  test.each(steps.map((step, at) => [step, first[state][at]]))('%s: %s', (step, expected) => {
    expect(told(standing(state, 1), stepOf(step))).toBe(expected);
  });
  test.each(steps.map((step, at) => [step, last[state]?.[step] ?? first[state][at]]))(
    '%s, the last time: %s',
    (step, expected) => {
      // A queued job that has had all its attempts is none: it would have failed.
      const attempts = state === 'queued' ? 2 : 3;
      expect(told(standing(state, attempts), stepOf(step))).toBe(expected);
    },
  );
});
