import { Refusal } from '@verdict/engine';
import { findJob } from '../../record/find-job.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export async function cancelJob(text: string, around: Around): Promise<void> {
  const { job, before } = await withRecord(around, async ({ client }) => {
    const found = await findJob(client, text);
    const over = found.state !== 'queued' && found.state !== 'running';
    return { job: over ? found : await client.jobs.cancel(found.id), before: found.state };
  });
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(job));
  if (before !== 'queued' && before !== 'running')
    throw new Refusal(`The job ${job.id} is ${before} already; there is nothing left to stop.`);
  say.line(
    job.state === 'cancelled'
      ? `${say.paint('bold', job.id)}  cancelled`
      : `${say.paint('bold', job.id)}  asked to stop; verdict jobs show ${job.id.slice(0, 8)} says when it has`,
  );
}
