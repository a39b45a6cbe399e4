/** A question that was not answered as asked, in words for whoever asked. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
  readonly code: string;
  readonly canRetry: boolean;
  /** Null: nobody said. */
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;

  constructor(
    code: string,
    detail: string,
    canRetry: boolean,
    about: Partial<Pick<SiteError, 'retryAfterMs' | 'requestId'>> = {},
  ) {
    super(detail);
    this.code = code;
    this.canRetry = canRetry;
    this.retryAfterMs = about.retryAfterMs ?? null;
    this.requestId = about.requestId ?? null;
  }
}

/** Longer than the server itself waits for Verdict. */
const timeoutMs = 45_000;

/** Throws a `SiteError`, or what `signal` was ended with. */
export async function ask<Reply>(path: string, body: unknown, signal: AbortSignal): Promise<Reply> {
  let reply: Response;
  let text: string;
  try {
    reply = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    text = await reply.text();
  } catch {
    signal.throwIfAborted();
    throw new SiteError(
      'OFFLINE',
      'The site cannot be reached. What you wrote is kept on this device; try again when you are online.',
      true,
    );
  }
  const value = parse(text);
  if (reply.ok && value !== null) return value as Reply;
  throw problemOf(reply, value);
}

function problemOf(reply: Response, value: Readonly<Record<string, unknown>> | null): SiteError {
  const seconds = Number(reply.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null;
  if (typeof value?.code === 'string' && typeof value.detail === 'string') {
    const requestId = typeof value.request_id === 'string' ? value.request_id : null;
    return new SiteError(value.code, value.detail, value.can_retry === true, { retryAfterMs, requestId });
  }
  const detail = `Something between you and the site answered instead of it (${reply.status}); try again in a moment.`;
  return new SiteError('NOT_THE_SITE', detail, true, { retryAfterMs });
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** For what is caught: its sentence for people. */
export function sentenceOf(error: unknown): string {
  return error instanceof SiteError
    ? error.message
    : 'The page failed; load it again. What you wrote is kept on this device.';
}
