/** What is asked, and never the text: an address is written down in logs, histories and chats. */
export interface TrySearch {
  readonly model?: string;
  /** Left out: the one in service. */
  readonly version?: number;
  /** A second version of the same model, side by side. */
  readonly beside?: number;
}

const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export function readTrySearch(raw: Readonly<Record<string, unknown>>): TrySearch {
  // The router reads `?model=1` as a number.
  const model = typeof raw.model === 'number' ? String(raw.model) : raw.model;
  if (typeof model !== 'string' || !name.test(model)) return {};
  const version = versionOf(raw.version);
  const beside = versionOf(raw.beside);
  return {
    model,
    ...(version !== null && { version }),
    ...(beside !== null && { beside }),
  };
}

function versionOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 31 ? value : null;
}
