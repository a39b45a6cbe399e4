import type { Remote, RemoteOptions, TransferReport } from '@verdict/dvc';
import { Refusal } from '@verdict/engine';
import { count, fileSize } from '../../../terminal/numbers.ts';
import type { Say } from '../../../terminal/say.ts';
import { remark } from '../../../terminal/say.ts';
import { visible } from '../../../terminal/visible.ts';
import { type OnRemote, type Opened, onRemotes } from './with-repository.ts';

/** What push, fetch and pull are asked. */
export interface TransferAsked {
  readonly targets: readonly string[];
  readonly remote: string | null;
  readonly jobs: number | null;
}

export function objects(value: number): string {
  return `${count(value)} ${value === 1 ? 'object' : 'objects'}`;
}

export function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}` : fileSize(bytes);
}

/** Carries to or from each remote that has to do with it; what failed is named as it is typed here. */
export async function transferOn(
  opened: Opened,
  asked: TransferAsked,
  carry: (remote: Remote, options: RemoteOptions) => Promise<TransferReport>,
): Promise<readonly OnRemote<TransferReport>[]> {
  return onRemotes(opened, asked, async (remote, options) => {
    const report = await carry(remote, options);
    const failed = report.failed.map((one) => ({ ...one, path: opened.shown(one.path) }));
    return { ...report, failed };
  });
}

/** All remotes together, with their names. */
export function transferJson(done: readonly OnRemote<TransferReport>[]): object {
  const sum = (of: (report: TransferReport) => number): number =>
    done.reduce((total, { report }) => total + of(report), 0);
  return {
    remotes: done.map(({ remote }) => remote),
    transferred: sum(({ transferred }) => transferred),
    bytes: sum(({ bytes }) => bytes),
    present: sum(({ present }) => present),
    failed: done.flatMap(({ report }) => report.failed),
  };
}

export function sayTransfers(
  say: Say,
  verb: 'pushed' | 'fetched',
  done: readonly OnRemote<TransferReport>[],
): void {
  for (const each of done) sayTransfer(say, verb, each);
}

/** "pushed 3 objects, 1.2 kB, to store (s3://…); 10 were there already" */
function sayTransfer(
  say: Say,
  verb: 'pushed' | 'fetched',
  { report, remote }: OnRemote<TransferReport>,
): void {
  const { transferred, bytes, present, failed } = report;
  const where = `${remote.name} ${say.paint('dim', `(${visible(remote.url)})`)}`;
  const already =
    present === 0
      ? ''
      : `; ${count(present)} ${present === 1 ? 'was' : 'were'} ${verb === 'pushed' ? 'there' : 'here'} already`;
  if (transferred > 0) {
    const what = say.paint(['bold', 'green'], `${verb} ${objects(transferred)}`);
    say.line(`${what}, ${size(bytes)}, ${verb === 'pushed' ? 'to' : 'from'} ${where}${already}`);
  } else if (failed.length === 0) {
    say.line(
      present === 0
        ? `Nothing here is for ${where}.`
        : verb === 'pushed'
          ? `All is on ${where} already: ${objects(present)}.`
          : `All is in the cache already: ${objects(present)}.`,
    );
  }
}

/** What did not come over is told one by one, and the command has failed. */
export function assertComplete(
  say: Say,
  verb: 'pushed' | 'fetched',
  done: readonly OnRemote<TransferReport>[],
): void {
  const failed = done.flatMap(({ report }) => report.failed);
  if (failed.length === 0) return;
  remark(
    say.warn,
    failed.map(({ path, reason }) => `${visible(path)}: ${reason}`),
  );
  throw new Refusal(
    `${objects(failed.length)} could not be ${verb}, first ${visible(failed[0].path)}; mend what the warnings say and run the command again.`,
  );
}
