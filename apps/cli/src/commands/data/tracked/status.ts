import { type OutputStatus, type RemoteStatus, remoteStatus, status } from '@verdict/dvc';
import type { Around } from '../../../record/with-record.ts';
import { count } from '../../../terminal/numbers.ts';
import { type Say, speaker } from '../../../terminal/say.ts';
import { visible } from '../../../terminal/visible.ts';
import { assertPaths } from '../what-is-meant.ts';
import { objects, type TransferAsked } from './transfer.ts';
import { onRemotes, withRepository } from './with-repository.ts';

export interface StatusAsked extends TransferAsked {
  /** Compares the cache with a remote, and not the files with their .dvc files. */
  readonly cloud: boolean;
}

export function statusOfData(asked: StatusAsked, around: Around): Promise<void> {
  assertPaths(asked.targets, (version) => `see it with verdict data show ${version}`);
  return asked.cloud ? cloudStatus(asked, around) : localStatus(asked, around);
}

async function localStatus({ targets }: StatusAsked, around: Around): Promise<void> {
  const { outputs, shown } = await withRepository(around, async (opened) => ({
    outputs: await status(opened.repository, { ...opened.options, ...opened.targets(targets) }),
    shown: opened.shown,
  }));
  const say = speaker(around);
  if (around.json)
    say.json({
      outputs: outputs.map(({ path, dvcFile, state, isCached }) => ({
        path: shown(path),
        dvc_file: shown(dvcFile),
        state,
        in_cache: isCached,
      })),
    });
  else sayLocal(say, outputs, shown);
}

const words: Readonly<Record<OutputStatus['state'], string>> = {
  same: '',
  modified: 'modified: keep it with verdict data add, or take it back with verdict data checkout --force',
  deleted: 'deleted: take it back with verdict data checkout',
  untold: 'its .dvc file names no content yet: keep it with verdict data add',
};

function sayLocal(say: Say, outputs: readonly OutputStatus[], shown: (path: string) => string): void {
  const changed = outputs.filter(({ state, isCached }) => state !== 'same' || !isCached);
  for (const { path, state, isCached } of changed) {
    const name = say.paint(state === 'deleted' ? 'red' : 'yellow', visible(shown(path)));
    const absent = 'not all of it is in the cache: fetch it with verdict data fetch';
    say.line(`${name}  ${[words[state], isCached ? '' : absent].filter(Boolean).join('; ')}`);
  }
  if (outputs.length === 0) say.line('Nothing is tracked here; add files with verdict data add PATH.');
  else if (changed.length === 0)
    say.line(`All ${count(outputs.length)} tracked are as their .dvc files say.`);
}

async function cloudStatus(asked: StatusAsked, around: Around): Promise<void> {
  const { done, shown } = await withRepository(around, async (opened) => ({
    done: await onRemotes(opened, asked, (remote, options) =>
      remoteStatus(opened.repository, remote, options),
    ),
    shown: opened.shown,
  }));
  const say = speaker(around);
  if (around.json) {
    say.json({
      remotes: done.map(({ remote, report: { toPush, toFetch, inBoth, missing } }) => ({
        ...remote,
        to_push: toPush,
        to_fetch: toFetch,
        in_both: inBoth,
        missing: missing.map(({ oid, path }) => ({ oid, path: shown(path) })),
      })),
    });
    return;
  }
  for (const { remote, report } of done) {
    say.line(`${remote.name} ${say.paint('dim', `(${visible(remote.url)})`)}`);
    for (const line of cloudLines(report)) say.line(`  ${line}`);
    for (const { path } of report.missing.slice(0, mostMissing))
      say.line(`    ${say.paint('red', visible(shown(path)))}`);
  }
}

/** More paths than these nobody reads; the line above counts them. */
const mostMissing = 5;

function cloudLines({ toPush, toFetch, inBoth, missing }: RemoteStatus): string[] {
  const lines = [
    toPush > 0 && `${objects(toPush)} only here: verdict data push`,
    toFetch > 0 && `${objects(toFetch)} only there: verdict data fetch`,
    missing.length > 0 && `${objects(missing.length)} in neither: push from where it was added`,
  ].filter((line) => line !== false);
  return lines.length > 0 ? lines : [`Cache and remote hold the same: ${objects(inBoth)}.`];
}
