import type { Problem } from '@verdict/api';
import { isUnstorableText } from '@verdict/db';
import { ServerError, type ServerErrorCode, serverErrors } from './errors.ts';
import { roomErrorOf } from './room-errors.ts';

export const problemType = 'application/problem+json';

/** Everything that a problem says, but whose request it was. */
export interface Refused {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly canRetry: boolean;
}

export function problemOf(refused: Refused, requestId: string): Problem {
  const { code, title, status, detail, canRetry } = refused;
  return {
    type: `urn:verdict:error:${code}`,
    code,
    title,
    status,
    detail,
    can_retry: canRetry,
    request_id: requestId,
  };
}

export function refusedAs(code: ServerErrorCode, detail: string): Refused {
  const { title, status, canRetry } = serverErrors[code];
  return { code, title, status: status ?? 500, detail, canRetry };
}

export interface RefusalContext {
  readonly bodyMissing: boolean;
  readonly bodyLimitBytes: number;
  /** Nobody waits for the answer any more. */
  readonly gone?: boolean;
}

/** Whatever was thrown while a request was answered, as what its caller is told. */
export function refusedBy(error: unknown, context: RefusalContext): Refused {
  const { code = '', statusCode = 500 } = (error ?? {}) as { code?: string; statusCode?: number };
  if (context.bodyMissing && code === 'REQUEST_INVALID') {
    return fromFramework('FST_ERR_CTP_EMPTY_JSON_BODY', context);
  }
  if (error instanceof ServerError) return refusedAs(error.code, error.message);
  // Names and values are checked where they are known; a text that slipped through is still the caller's.
  if (isUnstorableText(error)) {
    return refusedAs('REQUEST_INVALID', 'A text of the request holds a NUL character; take it out.');
  }
  const ofRoom = roomErrorOf(error);
  if (ofRoom) {
    // What went wrong inside is for the log; what the caller did, or may wait for, is said in the room's words.
    const detail =
      ofRoom.status === 507
        ? 'The disk of the server is full; make room, then try again.'
        : (error as Error).message;
    return { ...ofRoom, detail };
  }
  if ((error as Error | null)?.name === 'AbortError') {
    return context.gone
      ? fromFramework('ECONNRESET', context)
      : refusedAs('STOPPING', 'The server stops and did not finish this; ask again in a moment.');
  }
  if (code in frameworkCodes || (statusCode >= 400 && statusCode < 500)) return fromFramework(code, context);
  return refusedAs('INTERNAL', 'The server failed; its log has this request’s id.');
}

const frameworkCodes: Readonly<Record<string, readonly [ServerErrorCode, string]>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BODY_MISSING', 'The request has no body; send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'BODY_NOT_JSON',
    'The body is not JSON, or holds a key such as "__proto__" that is never accepted; send a JSON object.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'BODY_CUT_SHORT',
    'The body is shorter or longer than its Content-Length says; send it again.',
  ],
  ECONNRESET: ['BODY_CUT_SHORT', 'The connection ended before the body did; send it again.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'MEDIA_TYPE_UNSUPPORTED',
    'The body is understood only as JSON; send it with Content-Type: application/json.',
  ],
  FST_ERR_MAX_PARAM_LENGTH: [
    'URL_INVALID',
    'A part of the address is longer than any name may be; look at what was put into it.',
  ],
  FST_ERR_BAD_URL: ['URL_INVALID', 'The address holds a % that begins no character; encode it as %25.'],
};

function fromFramework(code: string, { bodyLimitBytes }: RefusalContext): Refused {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return refusedAs(
      'BODY_TOO_LARGE',
      `The body is larger than ${bodyLimitBytes} bytes; send less in one request.`,
    );
  }
  return refusedAs(
    ...(frameworkCodes[code] ?? (['HTTP_INVALID', 'The request cannot be read as HTTP.'] as const)),
  );
}
