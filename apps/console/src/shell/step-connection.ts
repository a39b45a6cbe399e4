export interface Connection {
  /** The server does not answer. */
  readonly away: boolean;
  /** Whoever was here is signed in no more. */
  readonly ended: boolean;
}

/** What an answer, or the lack of one, says: an HTTP status, or null where none came. */
export type Heard = { readonly status: number | null };

export const connected: Connection = { away: false, ended: false };

/** Any answer shows that the server is there; only one that was not refused at the door shows that we are known. */
export function stepConnection(before: Connection, { status }: Heard): Connection {
  if (status === null) return before.away ? before : { ...before, away: true };
  const ended = status === 401 || (before.ended && status >= 400);
  return before.away || before.ended !== ended ? { away: false, ended } : before;
}
