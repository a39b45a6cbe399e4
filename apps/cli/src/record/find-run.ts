import type { Client, Run } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import { gather } from './all-pages.ts';
import { findVersion } from './fetch-model.ts';
import { findByPrefix, wholeId } from './find-by-prefix.ts';
import { recordArgument } from './reference.ts';

/** Whoever types the beginning of an id has just seen it in a list. */
const mostLookedThrough = 5000;

export async function findRun(client: Client, text: string): Promise<Run> {
  if (wholeId.test(text)) return client.runs.get(text);
  if (text.includes('@')) return runOfVersion(client, text);
  const { items } = await gather(
    mostLookedThrough,
    (page) => client.runs.search(page),
    ({ runs }) => runs,
  );
  return findByPrefix({ kind: 'run', text, items, list: 'verdict runs list' });
}

/** The training that NAME@V came out of. */
async function runOfVersion(client: Client, text: string): Promise<Run> {
  const { model, version, run_id } = await findVersion(client, recordArgument(text, 'model'));
  if (run_id === null)
    throw new Refusal(
      `${model}@${version} was registered as a file, without a run; verdict runs list shows runs.`,
    );
  return client.runs.get(run_id);
}
