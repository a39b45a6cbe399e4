import { fetch } from '@verdict/dvc';
import type { Around } from '../../../record/with-record.ts';
import { speaker } from '../../../terminal/say.ts';
import { assertPaths } from '../what-is-meant.ts';
import { assertComplete, sayTransfers, type TransferAsked, transferJson, transferOn } from './transfer.ts';
import { withRepository } from './with-repository.ts';

export async function fetchData(asked: TransferAsked, around: Around): Promise<void> {
  assertPaths(asked.targets, (version) => `write its rows to a file with verdict data checkout ${version}`);
  const done = await withRepository(around, (opened) =>
    transferOn(opened, asked, (remote, options) => fetch(opened.repository, remote, options)),
  );
  const say = speaker(around);
  if (around.json) say.json(transferJson(done));
  else sayTransfers(say, 'fetched', done);
  assertComplete(say, 'fetched', done);
}
