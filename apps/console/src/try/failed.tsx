import { ApiError } from '@verdict/api/client';
import { Button, Notice } from '@verdict/ui';
import { Failure } from '../shell/shown.tsx';

/** A server that is gone is told apart from a question that it refuses, which asking again would not help. */
export function Failed({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  if (!(error instanceof ApiError)) return <Failure error={error} onAgain={onAgain} />;
  const { status, detail, canRetry, requestId } = error;
  if (status === 401 || status === 403) return <Failure error={error} />;
  const again = <Button onClick={onAgain}>Try again</Button>;
  if (status === null) {
    return (
      <Notice urgent tone="bad" title="The server does not answer" action={again}>
        It may have been stopped, or the network is down; your text is still here.
      </Notice>
    );
  }
  return (
    <Notice urgent tone="bad" title="That was refused" action={canRetry && again}>
      {detail}
      {requestId !== null && <span className="mt-1 block text-xs break-all">Request {requestId}</span>}
    </Notice>
  );
}
