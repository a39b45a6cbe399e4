import { ApiError } from '@verdict/api/client';
import { Button, ButtonLink, Notice, Skeleton } from '@verdict/ui';
import type { ReactNode } from 'react';

export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

export interface ShownProps<Data> {
  readonly asked: Asked<Data>;
  /** As large as what will stand there. */
  readonly loading?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** The banner over every page says so already, and what was there before is still worth reading. */
function isAway(error: Error): boolean {
  return !(error instanceof ApiError) || error.status === null;
}

/**
 * What was asked of the server, in whichever state it is. What was there before stays while it is asked for again,
 * and when that fails: an old figure that says so is better than none.
 */
export function Shown<Data>({ asked, loading, children }: ShownProps<Data>) {
  const { data, error, refetch } = asked;
  return (
    <>
      {error && !(data !== undefined && isAway(error)) && <Failure error={error} onAgain={refetch} />}
      {data !== undefined && children(data)}
      {data === undefined && !error && (loading ?? <Skeleton className="h-64 w-full" />)}
    </>
  );
}

export function Failure({ error, onAgain }: { readonly error: Error; readonly onAgain?: () => unknown }) {
  const status = error instanceof ApiError ? error.status : null;
  if (status === 401) {
    const back = encodeURIComponent(location.pathname + location.search);
    return (
      <Notice
        tone="warn"
        title="You are not signed in"
        action={
          <ButtonLink kind="strong" href={`/sign-in?back=${back}`}>
            Sign in
          </ButtonLink>
        }
      >
        The session has ended, or there was none.
      </Notice>
    );
  }
  if (status === 403) {
    return (
      <Notice tone="warn" title="You may not see this">
        {error.message}
      </Notice>
    );
  }
  const again = onAgain && <Button onClick={() => onAgain()}>Try again</Button>;
  return (
    <Notice
      urgent
      tone="bad"
      title={status === null ? 'The server does not answer' : 'That did not work'}
      action={again}
    >
      {status === null
        ? 'Nothing is lost. This page asks again by itself as soon as it is back.'
        : error.message}
    </Notice>
  );
}
