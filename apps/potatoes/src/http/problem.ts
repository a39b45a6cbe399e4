import { DbError, isUnstorableText } from '@verdict/db';
import type { Problem } from '../../pages/page-data.ts';
import { PotatoesError, type PotatoesErrorCode, potatoesErrors } from '../errors.ts';

export interface Refused {
  readonly code: PotatoesErrorCode;
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

export function problemOf({ code, detail }: Refused, requestId: string): Problem & { readonly type: string } {
  const { title, status, canRetry } = potatoesErrors[code];
  return {
    type: `urn:rotten-potatoes:error:${code}`,
    code,
    title,
    status: status ?? 500,
    detail,
    can_retry: canRetry,
    request_id: requestId,
  };
}

export function refusedAs(
  code: PotatoesErrorCode,
  detail: string,
  retryAfterMs: number | null = null,
): Refused {
  return { code, detail, retryAfterMs };
}

/** As much room as 5,000 characters take a hundred times over: whoever sends more is told how long a review may be. */
export const bodyLimitBytes = 2 ** 20;

const frameworkCodes: Readonly<Record<string, readonly [PotatoesErrorCode, string]>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BODY_INVALID', 'The request has no body; send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['BODY_INVALID', 'The body is not JSON; send a JSON object.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'BODY_INVALID',
    'The body is shorter or longer than its Content-Length says; send it again.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'MEDIA_TYPE_REFUSED',
    'The body is understood only as JSON; send it with Content-Type: application/json.',
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'BODY_TOO_LARGE',
    `The body is larger than ${bodyLimitBytes} bytes; a review has at most 5,000 characters.`,
  ],
  FST_ERR_MAX_PARAM_LENGTH: ['URL_INVALID', 'A part of the address is longer than any number of a film.'],
  FST_ERR_BAD_URL: ['URL_INVALID', 'The address holds a % that begins no character; encode it as %25.'],
};

/** Whatever was thrown while a request was answered, as what its caller is told. */
export function refusedBy(error: unknown): Refused {
  if (error instanceof PotatoesError) return refusedAs(error.code, error.message, error.retryAfterMs);
  if (isUnstorableText(error)) {
    return refusedAs('TEXT_UNREADABLE', 'A text of the request holds a NUL character; take it out.');
  }
  if (error instanceof DbError) {
    return refusedAs('STORE_AWAY', 'The database of the site does not answer; try again in a moment.', 2000);
  }
  const {
    code = '',
    statusCode = 500,
    validation,
    message = '',
  } = (error ?? {}) as {
    readonly code?: string;
    readonly statusCode?: number;
    readonly validation?: unknown;
    readonly message?: string;
  };
  if (validation)
    return refusedAs('REQUEST_INVALID', `${message.slice(0, 200)}; compare it with the documentation.`);
  const known = frameworkCodes[code];
  if (known) return refusedAs(...known);
  if (statusCode >= 400 && statusCode < 500) {
    return refusedAs('HTTP_INVALID', 'The request cannot be read as HTTP.');
  }
  return refusedAs('INTERNAL', 'The site failed; its log has this request’s id.');
}
