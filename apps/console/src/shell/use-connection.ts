import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@verdict/api/client';
import { useEffect, useState } from 'react';
import { type Connection, connected, type Heard, stepConnection } from './step-connection.ts';

/** Soon enough after a restart, and no load for a server that many pages wait for. */
const lookAgainMs = 3000;

/** Listens to what all pages ask, and knocks while nobody answers; whatever is shown is asked for again when it is back. */
export function useConnection(): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState(connected);

  useEffect(() => {
    const hear = (heard: Heard): void => setConnection((before) => stepConnection(before, heard));
    const stopQueries = queries.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return;
      if (event.action.type === 'success') hear({ status: 200 });
      if (event.action.type === 'failed' || event.action.type === 'error')
        hearError(event.action.error, hear);
    });
    const stopMutations = queries.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') hearError(event.action.error, hear);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queries]);

  useEffect(() => {
    if (!connection.away) return;
    const look = async (): Promise<void> => {
      const answered = await fetch('/livez', { cache: 'no-store' }).then(
        () => true,
        () => false,
      );
      if (!answered) return;
      setConnection((before) => ({ ...before, away: false }));
      await queries.invalidateQueries();
    };
    const timer = setInterval(() => void look(), lookAgainMs);
    const now = (): void => void look();
    addEventListener('online', now);
    return () => {
      clearInterval(timer);
      removeEventListener('online', now);
    };
  }, [connection.away, queries]);

  return connection;
}

function hearError(error: unknown, hear: (heard: Heard) => void): void {
  // A page that goes away stops asking; that says nothing of the server.
  if (!(error instanceof ApiError) || error.code === 'CALL_INVALID') return;
  // Of a password that was typed wrong the server says 401 too; the session goes on.
  hear({ status: error.code === 'CREDENTIALS_REFUSED' ? 403 : error.status });
}
