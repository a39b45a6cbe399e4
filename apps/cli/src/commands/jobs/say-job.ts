import type { Job } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import type { Around } from '../../record/with-record.ts';
import { resultOf, whatOf } from '../../report/job-lines.ts';
import type { Say } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

/** How a job ended; anything but done is a failure, and scripts see it in the exit code. */
export function sayJobEnd(say: Say, job: Job, around: Around): void {
  if (around.json) say.json(withIsoTimes(job));
  if (job.state === 'done') {
    say.line(`${say.paint(['bold', 'green'], 'done')}  ${resultOf(job) ?? whatOf(job)}`);
    const { model, version, promoted } = (job.result ?? {}) as Record<string, unknown>;
    if (typeof model === 'string' && promoted !== true)
      say.line(`${say.paint('dim', 'next:')} verdict models judge ${model}@${String(version)}`);
    return;
  }
  if (job.state === 'cancelled') throw new Refusal(`The job ${job.id} was cancelled; nothing came of it.`);
  const why = job.error?.message.replace(/\.$/, '') ?? 'it does not say why';
  throw new Refusal(`The job ${job.id} failed after ${job.attempts} of ${job.max_attempts} tries: ${why}.`);
}
