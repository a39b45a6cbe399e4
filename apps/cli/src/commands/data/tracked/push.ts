import { push } from '@verdict/dvc';
import type { Around } from '../../../record/with-record.ts';
import { speaker } from '../../../terminal/say.ts';
import { assertComplete, sayTransfers, type TransferAsked, transferJson, transferOn } from './transfer.ts';
import { withRepository } from './with-repository.ts';

export async function pushData(asked: TransferAsked, around: Around): Promise<void> {
  const done = await withRepository(around, (opened) =>
    transferOn(opened, asked, (remote, options) => push(opened.repository, remote, options)),
  );
  const say = speaker(around);
  if (around.json) say.json(transferJson(done));
  else sayTransfers(say, 'pushed', done);
  assertComplete(say, 'pushed', done);
}
