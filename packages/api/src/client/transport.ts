import { assertNamed, type Query, withQuery } from './address.ts';
import { ApiError } from './api-error.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { errorOfReply, jsonOfReply } from './read-reply.ts';
import { defaultRetries, type Outcome, retryDecision } from './retry-decision.ts';
import { isRepeatable, type OpenBody, openBody, type UploadBody } from './upload-body.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under the server's address, already escaped. */
  readonly path: string;
  readonly query?: Query;
  readonly json?: unknown;
  readonly upload?: UploadBody;
  readonly headers?: Readonly<Record<string, string>>;
  /** Doing it twice leaves what doing it once leaves. */
  readonly harmless: boolean;
  /** Long: the server computes, or bytes travel. */
  readonly long?: boolean;
}

/** How calls reach the server. */
export interface Transport {
  readonly json: <Reply>(call: Call, options?: CallOptions) => Promise<Reply>;
  readonly text: (call: Call, options?: CallOptions) => Promise<string>;
  /** The reply as it begins; its body is the caller's to read. */
  readonly open: (call: Call, options?: CallOptions) => Promise<Response>;
}

const quick = { attemptMs: 30_000, wholeMs: 120_000 };
const long = { attemptMs: 600_000, wholeMs: 3_600_000 };

/** Connections that were refused, or never made: nothing was sent. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

export function createTransport(client: ClientOptions): Transport {
  const base = client.url.replace(/\/+$/, '');
  const send = client.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const retries = { ...defaultRetries, ...client.retries };

  async function run<Reply>(
    call: Call,
    options: CallOptions,
    read: (reply: Response, requestId: string) => Promise<Reply>,
  ): Promise<Reply> {
    assertNamed(call.path);
    const pace = call.long ? long : quick;
    const deadlineMs = Date.now() + (options.timeoutMs ?? client.timeoutMs ?? pace.wholeMs);
    const attemptMs = client.attemptTimeoutMs ?? pace.attemptMs;
    const requestId = crypto.randomUUID();
    const outer = AbortSignal.any([client.signal, options.signal].filter((signal) => signal !== undefined));
    const repeatable = call.upload === undefined || isRepeatable(call.upload);

    for (let repeats = 0; ; repeats++) {
      outer.throwIfAborted();
      const ended = await attempt(Math.min(attemptMs, deadlineMs - Date.now()));
      if ('value' in ended) return ended.value;
      const wait = retryDecision(
        {
          outcome: ended.outcome,
          repeats,
          harmless: call.harmless,
          repeatable,
          nowMs: Date.now(),
          deadlineMs,
          jitter: Math.random(),
        },
        retries,
      );
      if (wait === null) throw ended.error;
      await pause(wait, outer);
    }

    async function attempt(timeoutMs: number): Promise<Ended<Reply>> {
      const timer = new AbortController();
      const clock = setTimeout(() => timer.abort(), Math.max(0, timeoutMs));
      let body: OpenBody | null = null;
      try {
        body = call.upload === undefined ? null : await openBody(call.upload);
      } catch (cause) {
        clearTimeout(clock);
        // What cannot be read here is the caller's, and no fault of the way to the server.
        throw cause;
      }
      try {
        const reply = await send(`${base}${withQuery(call.path, call.query)}`, {
          method: call.method,
          headers: headersOf(client, call, requestId),
          signal: AbortSignal.any([outer, timer.signal]),
          // A redirect would carry the key to wherever it points.
          redirect: 'error',
          ...(call.json !== undefined && { body: JSON.stringify(call.json) }),
          ...(body && { body: body.init, duplex: 'half' }),
        });
        if (reply.ok) return { value: await read(reply, requestId) };
        const error = await errorOfReply(reply, requestId);
        const retryAfter = reply.headers.get('retry-after');
        return { error, outcome: { kind: 'status', status: reply.status, retryAfter } };
      } catch (cause) {
        outer.throwIfAborted();
        const fault = body?.fault();
        if (fault) throw fault.error;
        if (cause instanceof ApiError) {
          if (cause.code !== 'REPLY_INVALID') throw cause;
          return { error: cause, outcome: { kind: 'broken' } };
        }
        if (timer.signal.aborted)
          return { error: timedOut(timeoutMs, requestId), outcome: { kind: 'broken' } };
        return {
          error: unreachable(base, cause, requestId),
          outcome: { kind: notSent.has(codeOf(cause)) ? 'not-sent' : 'broken' },
        };
      } finally {
        clearTimeout(clock);
      }
    }
  }

  return {
    json: <Reply>(call: Call, options: CallOptions = {}) => run<Reply>(call, options, jsonOfReply),
    text: (call, options = {}) => run(call, options, (reply) => reply.text()),
    open: (call, options = {}) => run(call, options, async (reply) => reply),
  };
}

type Ended<Reply> = { readonly value: Reply } | { readonly error: ApiError; readonly outcome: Outcome };

function headersOf(client: ClientOptions, call: Call, requestId: string): Record<string, string> {
  return {
    'x-request-id': requestId,
    ...(client.token !== undefined && { authorization: `Bearer ${client.token}` }),
    ...(client.userAgent !== undefined && { 'user-agent': client.userAgent }),
    ...(call.json !== undefined && { 'content-type': 'application/json' }),
    ...(call.upload !== undefined && { 'content-type': 'application/octet-stream' }),
    ...call.headers,
  };
}

function timedOut(timeoutMs: number, requestId: string): ApiError {
  return new ApiError({
    code: 'TIMEOUT',
    status: null,
    detail: `No answer came within ${timeoutMs} ms; try again, or allow more time.`,
    canRetry: true,
    requestId,
  });
}

function unreachable(base: string, cause: unknown, requestId: string): ApiError {
  const why = codeOf(cause) || (cause instanceof Error ? cause.message : String(cause));
  return new ApiError({
    code: 'UNREACHABLE',
    status: null,
    detail: `The server at ${base} cannot be reached (${why}); check that it runs, and the address.`,
    canRetry: true,
    requestId,
    cause,
  });
}

/** Node wraps the system's error in one that says "fetch failed"; several addresses make several. */
function codeOf(cause: unknown): string {
  let error = cause as { code?: unknown; cause?: unknown; errors?: readonly unknown[] } | undefined;
  for (let depth = 0; error && depth < 5; depth++) {
    if (typeof error.code === 'string') return error.code;
    error = (error.cause ?? error.errors?.[0]) as typeof error;
  }
  return '';
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
