import type { Job } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import { gather } from '../../record/all-pages.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { jobLines } from '../../report/job-lines.ts';
import { sayList } from '../../report/say-list.ts';

const states: readonly Job['state'][] = ['queued', 'running', 'done', 'failed', 'cancelled'];

export async function listJobs(
  asked: { readonly state: string | null; readonly limit: number },
  around: Around,
): Promise<void> {
  const { limit } = asked;
  const state = asked.state === null ? null : parseState(asked.state);
  const found = await withRecord(around, ({ client }) =>
    gather(
      limit,
      (page) => client.jobs.list({ ...page, ...(state !== null && { state }) }),
      ({ jobs }) => jobs,
    ),
  );
  sayList(around, found, {
    name: 'jobs',
    lines: jobLines,
    empty:
      state === null
        ? 'There is no job yet; verdict train --data NAME --job makes one.'
        : `No job is ${state}; verdict jobs list shows them all.`,
  });
}

function parseState(text: string): Job['state'] {
  const state = states.find((each) => each === text);
  if (state) return state;
  throw new Refusal(`--state is ${JSON.stringify(text)}; give one of ${states.join(', ')}.`);
}
