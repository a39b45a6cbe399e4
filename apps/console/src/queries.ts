import { QueryClient } from '@tanstack/react-query';
import { ApiError, createClient } from '@verdict/api/client';

/** The server that this page came from; the browser sends the session's cookie by itself. */
export const verdict = createClient({
  url: location.origin,
  retries: { most: 0 },
  // Told that a script asks, the server does not make the browser open a window of its own for a password.
  fetch: (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as object), 'x-requested-with': 'console' } }),
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
