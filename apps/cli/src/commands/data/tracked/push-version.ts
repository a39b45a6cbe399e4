import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { add, push, status } from '@verdict/dvc';
import { Refusal } from '@verdict/engine';
import { dataNumber, recordArgument } from '../../../record/reference.ts';
import type { Around } from '../../../record/with-record.ts';
import { rowCount } from '../../../terminal/numbers.ts';
import { speaker } from '../../../terminal/say.ts';
import { visible } from '../../../terminal/visible.ts';
import { writeVersion } from '../write-version.ts';
import { addedJson, sayAdded } from './add.ts';
import { assertComplete, sayTransfers, transferJson, transferOn } from './transfer.ts';
import { type Opened, withRepository } from './with-repository.ts';

export interface PushVersionAsked {
  readonly version: string;
  /** The file to write, in the DVC repository; null for one called as the dataset. */
  readonly to: string | null;
  readonly remote: string | null;
  readonly jobs: number | null;
  readonly force: boolean;
}

/** Puts the rows of a version on record into the DVC repository, as a file that dvc pull brings to others. */
export async function pushVersion(asked: PushVersionAsked, around: Around): Promise<void> {
  const reference = recordArgument(asked.version, 'dataset');
  dataNumber(reference);
  const to = asked.to ?? `${reference.name}.csv`;
  const { version, here, done } = await withRepository(around, async (opened) => {
    const { repository, options, shown } = opened;
    if (!asked.force) await assertFree(opened, to);
    const { version } = await writeVersion({ version: asked.version, out: to }, () => to, around);
    const added = await add(repository, [resolve(to)], options);
    const here = added.map((one) => ({ ...one, path: shown(one.path), dvcFile: shown(one.dvcFile) }));
    const done = await transferOn(opened, { ...asked, targets: [to] }, (remote, each) =>
      push(repository, remote, each),
    );
    return { version, here, done };
  });
  const { dataset, number, rows, rows_sha256 } = version;
  const say = speaker(around);
  if (around.json)
    say.json({
      version: { dataset, number, rows, rows_sha256 },
      outputs: addedJson(here),
      ...transferJson(done),
    });
  else {
    say.line(`${say.paint(['bold', 'green'], visible(to))}  ${rowCount(rows)} of ${dataset}@${number}`);
    sayAdded(say, here);
    sayTransfers(say, 'pushed', done);
  }
  assertComplete(say, 'pushed', done);
}

/** A file is only replaced where the cache holds what stands in it. */
async function assertFree({ repository, options, targets }: Opened, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const [known] = existsSync(`${path}.dvc`)
    ? await status(repository, { ...options, ...targets([path]) })
    : [];
  if (known?.state === 'same' && known.isCached) return;
  throw new Refusal(
    `${path} is there already and would be replaced; keep it with verdict data add, name another file with --to, or add --force.`,
  );
}
