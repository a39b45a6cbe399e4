import type { Chain } from '@verdict/api';
import { Chip } from '@verdict/ui';
import type { ReactNode } from 'react';
import { shortHash } from './figures.ts';
import { DataLink, RunLink, VersionLink } from './links.tsx';

/** git commit → data version → run → model version: each forward, each a link where there is something behind it. */
export function ChainLine({ chain }: { readonly chain: Chain }) {
  const { commit, data, run, version } = chain;
  return (
    <ol aria-label="Where it comes from" className="grid gap-2 sm:grid-cols-4">
      <Link4 name="Commit" missing="not from a checkout">
        {commit && (
          <>
            <code title={commit.sha}>{shortHash(commit.sha)}</code>
            {commit.branch !== null && <span className="text-soft"> {commit.branch}</span>}
            {commit.dirty && ' '}
            {commit.dirty && <Chip tone="warn">with changes</Chip>}
          </>
        )}
      </Link4>
      <Link4 name="Data" missing="not known">
        {data &&
          (data.dataset !== null && data.number !== null ? (
            <DataLink dataset={data.dataset} number={data.number} />
          ) : (
            <>
              rows <code title={data.rows_sha256}>{shortHash(data.rows_sha256)}</code>
              <span className="text-soft block text-xs">in no data set here</span>
            </>
          ))}
      </Link4>
      <Link4 name="Run" missing="came as a file">
        {run && <RunLink id={run.id}>{run.name || shortHash(run.id)}</RunLink>}
      </Link4>
      <Link4 name="Version" missing="">
        <VersionLink model={version.model} version={version.version}>
          {version.model}@{version.version}
        </VersionLink>
        {version.sha256 !== null && (
          <code className="text-soft block text-xs" title={version.sha256}>
            {shortHash(version.sha256)}
          </code>
        )}
      </Link4>
    </ol>
  );
}

function Link4({
  name,
  missing,
  children,
}: {
  readonly name: string;
  readonly missing: string;
  readonly children: ReactNode;
}) {
  return (
    <li className="border-line relative min-w-0 rounded-md border px-3 py-2 text-sm sm:[&:not(:last-child)]:after:text-soft sm:[&:not(:last-child)]:after:absolute sm:[&:not(:last-child)]:after:top-1/2 sm:[&:not(:last-child)]:after:-right-2 sm:[&:not(:last-child)]:after:-translate-y-1/2 sm:[&:not(:last-child)]:after:content-['→'/'']">
      <span className="text-soft block text-xs">{name}</span>
      <span className="break-words">{children || <span className="text-soft">{missing}</span>}</span>
    </li>
  );
}
