import { findRepository } from '@verdict/dvc';
import { Refusal, WrongUsage } from '@verdict/engine';
import type { Around } from '../../record/with-record.ts';
import { pushData } from './tracked/push.ts';
import { pushVersion } from './tracked/push-version.ts';
import type { TransferAsked } from './tracked/transfer.ts';
import { noRepository } from './tracked/with-repository.ts';
import { whatIsMeant } from './what-is-meant.ts';

export interface PushAsked extends Omit<TransferAsked, 'targets'> {
  readonly words: readonly string[];
  readonly to: string | null;
  readonly force: boolean;
}

export async function pushWords({ words, to, force, ...place }: PushAsked, around: Around): Promise<void> {
  const root = findRepository(process.cwd());
  if (root === undefined) throw new Refusal(noRepository);
  const meant = whatIsMeant(words, { root }, 'push');
  if (meant.kind === 'record') return pushVersion({ version: meant.version, to, force, ...place }, around);
  if (to !== null || force)
    throw new WrongUsage(
      `${to === null ? '--force' : '--to'} is for a version on record, written NAME@V, such as reviews@3 or reviews@latest.`,
    );
  return pushData({ targets: meant.targets, ...place }, around);
}
