import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '@verdict/api';
import type { RecordConnection } from '../../record/connect-record.ts';
import type { Around } from '../../record/with-record.ts';
import { progressOf } from '../../terminal/progress.ts';
import { Stopped } from '../../terminal/stopped.ts';

/** A person sees no difference below this, and a server does not feel it. */
const pollMs = 400;

const stages = {
  wait: 'waiting',
  read: 'reading',
  features: 'counting n-grams',
  fit: 'fitting',
  finish: 'calibrating',
  evaluate: 'evaluating',
  report: 'drawing',
  record: 'recording',
  judge: 'judging',
  work: 'working',
};
type Stage = keyof typeof stages;

export function stageOf({ state, progress }: Pick<Job, 'state' | 'progress'>): Stage {
  if (state === 'queued') return 'wait';
  const stage = progress?.stage ?? 'work';
  return Object.hasOwn(stages, stage) ? (stage as Stage) : 'work';
}

/** Until it is over. Ctrl-C stops the following and not the job. */
export async function followJob(record: RecordConnection, job: Job, { signal }: Around): Promise<Job> {
  const progress = progressOf<Stage>(stages);
  let seen = job;
  try {
    while (seen.state === 'queued' || seen.state === 'running') {
      progress.update(stageOf(seen), seen.progress?.fraction ?? null);
      await sleep(pollMs, undefined, { signal });
      seen = await record.client.jobs.get(job.id);
    }
    return seen;
  } catch (error) {
    if (signal.aborted) throw detached(job.id, record.works);
    throw error;
  } finally {
    progress.end();
  }
}

/** The job is the workspace's: it goes on without whoever watches, or waits for the next worker. */
function detached(id: string, works: boolean): Stopped {
  const goesOn = works ? 'goes on when verdict up runs' : 'goes on';
  return new Stopped(
    `The job ${goesOn}; verdict jobs show ${id} --follow shows how far it is, and verdict jobs cancel ${id} stops it.`,
  );
}
