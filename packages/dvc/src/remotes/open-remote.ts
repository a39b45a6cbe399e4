import { isAbsolute } from 'node:path';
import type { DvcConfig, RemoteConfig } from '../config/config.ts';
import { DvcError } from '../errors.ts';
import { localRemote } from './local-remote.ts';
import type { Remote } from './remote.ts';

/** The remote of this name, or the repository's default one (`core.remote`). */
export async function openRemote(config: DvcConfig, name?: string): Promise<Remote> {
  const chosen = chosenRemote(config, name);
  if (
    chosen.options.worktree?.toLowerCase() === 'true' ||
    chosen.options.version_aware?.toLowerCase() === 'true'
  )
    throw new DvcError(
      'REMOTE_UNSUPPORTED',
      `The remote ${chosen.name} keeps data by the cloud's own versions; use a remote without worktree and version_aware.`,
    );
  if (isAbsolute(chosen.url)) return localRemote(chosen.name, chosen.url);
  const [, scheme = ''] = /^(\w+):\/\//.exec(chosen.url) ?? [];
  switch (scheme.toLowerCase()) {
    case 'file':
      return localRemote(chosen.name, new URL(chosen.url).pathname);
    case 's3':
      return (await import('./s3-remote.ts')).openS3Remote(chosen);
    default:
      throw new DvcError(
        'REMOTE_UNSUPPORTED',
        `The remote ${chosen.name} is at ${scheme}://, and only folders and s3:// are supported; use dvc for this one.`,
      );
  }
}

function chosenRemote(config: DvcConfig, asked: string | undefined): RemoteConfig {
  const known = [...config.remotes.keys()].join(', ');
  const name = asked ?? config.defaultRemote;
  if (name === undefined)
    throw new DvcError(
      'REMOTE_NOT_CHOSEN',
      config.remotes.size === 0
        ? 'The repository has no remote; add one with `dvc remote add -d NAME URL`.'
        : `The repository has no default remote; name one of ${known}, or set it with \`dvc remote default NAME\`.`,
    );
  const remote = config.remotes.get(name.toLowerCase());
  if (!remote)
    throw new DvcError(
      'REMOTE_UNKNOWN',
      `The repository has no remote ${name}; ${config.remotes.size === 0 ? 'add it with `dvc remote add NAME URL`' : `it has ${known}`}.`,
    );
  return remote;
}
