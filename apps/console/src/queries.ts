import { QueryClient } from '@tanstack/react-query';
import { ApiError, createClient } from '@verdict/api/client';

export const whoAmIKey = ['whoami'] as const;

/** The server that this page came from; the browser sends the session's cookie by itself. */
export const verdict = createClient({
  url: location.origin,
  retries: { most: 0 },
  fetch: async (url, init) => {
    // Told that a script asks, the server does not make the browser open a window of its own for a password.
    const headers = { ...(init?.headers as object), 'x-requested-with': 'console' };
    const reply = await fetch(url, { ...init, headers });
    if (!String(url).endsWith('/whoami')) heardAtTheDoor(reply.status);
    return reply;
  },
});

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What was just shown is shown at once when somebody comes back, and asked for again behind it.
      staleTime: 2000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && !error.canRetry),
    },
  },
});

/**
 * Whoever is refused is asked after: the shell listens to that answer, and offers to sign in again over whatever was
 * typed. A call that no query or mutation makes would else fail in its own corner.
 */
export function heardAtTheDoor(status: number): void {
  if (status === 401) void queries.invalidateQueries({ queryKey: whoAmIKey });
}
