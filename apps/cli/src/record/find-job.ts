import type { Client, Job } from '@verdict/api';
import { gather } from './all-pages.ts';
import { findByPrefix, wholeId } from './find-by-prefix.ts';

const mostLookedThrough = 5000;

export async function findJob(client: Client, text: string): Promise<Job> {
  if (wholeId.test(text)) return client.jobs.get(text);
  const { items } = await gather(
    mostLookedThrough,
    (page) => client.jobs.list(page),
    ({ jobs }) => jobs,
  );
  return findByPrefix({ kind: 'job', text, items, list: 'verdict jobs list' });
}
