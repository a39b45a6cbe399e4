import { findJob } from '../../record/find-job.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { jobDetails } from '../../report/job-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { followJob } from './follow-job.ts';
import { sayJobEnd } from './say-job.ts';

export async function showJob(
  { job: text, follow }: { readonly job: string; readonly follow: boolean },
  around: Around,
): Promise<void> {
  const say = speaker(around);
  await withRecord(
    around,
    async (record) => {
      const job = await findJob(record.client, text);
      if (follow) {
        sayJobEnd(say, await followJob(record, job, around), around);
        return;
      }
      if (around.json) {
        say.json(withIsoTimes(job));
        return;
      }
      say.line(`${say.paint('bold', job.kind)}  ${job.id}`);
      for (const line of jobDetails(job)) say.line(line);
    },
    // Where no server runs, whoever waits for the job is the one to do it.
    { worker: follow },
  );
}
