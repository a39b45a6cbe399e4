import type { ServerConfig } from './config.ts';
import { ServerError, type ServerErrorCode, serverErrors } from './errors.ts';

export const problemType = 'application/problem+json';

/** RFC 9457, with the stable code, whether a retry can help, and the id that the server's log has too. */
export interface Problem {
  readonly type: string;
  readonly code: ServerErrorCode;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly can_retry: boolean;
  readonly request_id: string;
}

export function problemOf(code: ServerErrorCode, detail: string, requestId: string): Problem {
  const { title, status, canRetry } = serverErrors[code];
  return {
    type: `urn:verdict:error:${code}`,
    code,
    title,
    status: status ?? 500,
    detail,
    can_retry: canRetry,
    request_id: requestId,
  };
}

/** Whatever was thrown while a request was answered, as an error of ours. */
export function serverErrorOf(
  error: unknown,
  { bodyMissing, limits }: { bodyMissing: boolean; limits: Pick<ServerConfig, 'bodyLimitBytes'> },
): ServerError {
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (bodyMissing && code === 'REQUEST_INVALID') return fromFramework('FST_ERR_CTP_EMPTY_JSON_BODY', limits);
  if (error instanceof ServerError) return error;
  if (code in frameworkCodes || (statusCode >= 400 && statusCode < 500)) return fromFramework(code, limits);
  return new ServerError('INTERNAL', 'The server failed; its log has this request’s id.', { cause: error });
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
  FST_ERR_BAD_URL: ['URL_INVALID', 'The address holds a % that begins no character; encode it as %25.'],
};

function fromFramework(code: string, limits: Pick<ServerConfig, 'bodyLimitBytes'>): ServerError {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new ServerError(
      'BODY_TOO_LARGE',
      `The body is larger than ${limits.bodyLimitBytes} bytes; send fewer or shorter texts a request.`,
    );
  }
  const [ours, detail] = frameworkCodes[code] ?? ['HTTP_INVALID', 'The request cannot be read as HTTP.'];
  return new ServerError(ours, detail);
}
