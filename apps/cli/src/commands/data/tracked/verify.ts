import { type Fault, type VerifyReport, verify } from '@verdict/dvc';
import { Refusal } from '@verdict/engine';
import type { Around } from '../../../record/with-record.ts';
import { count } from '../../../terminal/numbers.ts';
import { type Say, speaker } from '../../../terminal/say.ts';
import { visible } from '../../../terminal/visible.ts';
import { objects, size, type TransferAsked } from './transfer.ts';
import { onRemotes, withRepository } from './with-repository.ts';

export interface VerifyAsked extends TransferAsked {
  /** The objects on this machine in place of the remote's. */
  readonly cache: boolean;
  /** Asks whether each is there, and does not read it. */
  readonly presence: boolean;
}

/** Damage is a failure: scripts see it in the exit code. */
export async function verifyTracked(asked: VerifyAsked, around: Around): Promise<void> {
  const { done, shown } = await withRepository(around, async (opened) => {
    const { repository, shown } = opened;
    const presenceOnly = asked.presence;
    if (!asked.cache)
      return {
        done: await onRemotes(opened, asked, (remote, options) =>
          verify(repository, remote, { ...options, presenceOnly }),
        ),
        shown,
      };
    const options = { ...opened.options, ...opened.targets(asked.targets), presenceOnly };
    return { done: [{ remote: null, report: await verify(repository, 'cache', options) }], shown };
  });
  const say = speaker(around);
  const faults = done.flatMap(({ report }) => report.faults);
  if (around.json)
    say.json({
      remotes: done.flatMap(({ remote }) => remote ?? []),
      intact: faults.length === 0,
      objects: done.reduce((sum, { report }) => sum + report.objects, 0),
      bytes_read: done.reduce((sum, { report }) => sum + report.bytesRead, 0),
      faults: faults.map((fault) => ({ ...fault, path: shown(fault.path) })),
    });
  for (const { remote, report } of done) {
    const where = remote === null ? 'in the cache' : `on the remote ${remote.name}`;
    const there = report.faults.map((fault) => ({ ...fault, path: shown(fault.path) }));
    if (!around.json) sayFound(say, report, there, where, asked.presence);
    if (there.length > 0) throw new Refusal(sentence(there, report.objects, where));
  }
}

/** More paths than these nobody reads; the sentence at the end counts them. */
const mostFaults = 20;

function sayFound(
  say: Say,
  report: VerifyReport,
  faults: readonly Fault[],
  where: string,
  presence: boolean,
) {
  for (const { path, fault, detail } of faults.slice(0, mostFaults))
    say.line(`${say.paint('red', fault.padEnd(10))}  ${visible(path)}  ${say.paint('dim', detail)}`);
  if (faults.length > mostFaults) say.line(`And ${count(faults.length - mostFaults)} more.`);
  if (faults.length > 0) return;
  const read = presence ? 'their bytes were not read' : `${size(report.bytesRead)} read`;
  say.line(
    report.objects === 0
      ? `Nothing here is ${where}.`
      : `${say.paint(['bold', 'green'], 'intact')}  ${objects(report.objects)} ${where}; ${read}`,
  );
}

function sentence(faults: readonly Fault[], all: number, where: string): string {
  const damaged = faults.some(({ fault }) => fault === 'damaged');
  const remedy =
    where === 'in the cache'
      ? 'fetch them with verdict data fetch, or add the files again'
      : damaged
        ? 'delete the damaged ones there and run verdict data push where the files are'
        : 'run verdict data push where the files are';
  const [first] = faults;
  const what = `${count(faults.length)} of ${objects(all)} ${where} ${faults.length === 1 ? 'is' : 'are'}`;
  return `${what} missing or damaged, first of ${visible(first.path)}; ${remedy}.`;
}
