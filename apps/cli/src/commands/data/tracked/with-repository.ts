import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import {
  configFolders,
  DvcError,
  openRemote,
  openRepository,
  type Progress,
  type Remote,
  type RemoteOptions,
  type Repository,
  remotesNamed,
} from '@verdict/dvc';
import { Refusal } from '@verdict/engine';
import type { Around } from '../../../record/with-record.ts';
import { progressOf } from '../../../terminal/progress.ts';
import { Stopped } from '../../../terminal/stopped.ts';

export const noRepository =
  'There is no DVC repository in this folder or above; go into one, or make one with dvc init.';

/** A DVC repository, and what its verbs are given besides: Ctrl-C and who tells how far they are. */
export interface Opened {
  readonly repository: Repository;
  readonly options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  };
  /** What was typed in the working folder, as an absolute path. */
  readonly targets: (typed: readonly string[]) => { readonly targets?: readonly string[] };
  /** A path of the repository as it is typed in the working folder. */
  readonly shown: (path: string) => string;
}

const steps: Readonly<Record<Progress['step'], string>> = {
  hash: 'hashing',
  cache: 'keeping a copy',
  link: 'writing files',
  compare: 'comparing',
  upload: 'uploading',
  download: 'downloading',
  read: 'reading',
};

/** Opens the DVC repository around the working folder, with a bar for what takes long. */
export async function withRepository<Value>(
  { env, signal }: Around,
  work: (opened: Opened) => Promise<Value>,
): Promise<Value> {
  const here = process.cwd();
  const progress = progressOf(steps);
  try {
    const repository = await openRepository(here, configFolders(env, process.platform, homedir()));
    return await work({
      repository,
      options: {
        signal,
        onProgress: ({ step, done, total }) => progress.update(step, total > 0 ? done / total : null),
      },
      targets: (typed) => (typed.length === 0 ? {} : { targets: typed.map((path) => resolve(here, path)) }),
      shown: (path) => relative(here, join(repository.root, path)) || '.',
    });
  } catch (error) {
    if (signal.aborted)
      throw new Stopped('Stopped; what was done by then stays, and the next time goes on from there.', {
        cause: error,
      });
    if (error instanceof DvcError && error.code === 'REPOSITORY_MISSING')
      throw new Refusal(noRepository, { cause: error });
    throw error;
  } finally {
    progress.end();
  }
}

export interface OnRemote<Report> {
  readonly remote: { readonly name: string; readonly url: string };
  readonly report: Report;
}

/**
 * Does the work on the remote that is named; where none is, on the default one and on each that a `.dvc` file among
 * the targets names for its data.
 */
export async function onRemotes<Report>(
  { repository, options, targets }: Opened,
  asked: {
    readonly targets: readonly string[];
    readonly remote: string | null;
    readonly jobs: number | null;
  },
  work: (remote: Remote, options: RemoteOptions) => Promise<Report>,
): Promise<readonly OnRemote<Report>[]> {
  const { config } = repository;
  const typed = targets(asked.targets);
  const jobs = asked.jobs === null ? {} : { jobs: asked.jobs };
  const main = asked.remote ?? config.defaultRemote;
  const named = asked.remote === null ? remotesNamed(repository, typed.targets) : [];
  const others = named.filter((name) => name !== main?.toLowerCase());
  const names = main === undefined && others.length > 0 ? others : [main, ...others];
  const done: OnRemote<Report>[] = [];
  for (const name of names) {
    const remote = await openRemote(config, name);
    try {
      const onlyItsOwn = others.some((other) => other === name);
      const report = await work(remote, { ...options, ...typed, ...jobs, onlyItsOwn });
      done.push({ remote: { name: remote.name, url: remote.url }, report });
    } finally {
      await remote.close();
    }
  }
  return done;
}
