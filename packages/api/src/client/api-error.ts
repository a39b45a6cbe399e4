import type { Problem } from '../problem.ts';

/** What the client says by itself; every other code is the server's, of docs/errors.md. */
export const clientErrorCodes = [
  /** No connection, or it broke before the reply was whole. */
  'UNREACHABLE',
  /** The attempt, or the whole call, took longer than it was given. */
  'TIMEOUT',
  /** Something answered that is not Verdict's API: a proxy's page, a cut JSON. */
  'REPLY_INVALID',
  /** The call cannot be written as a request: a name that would change the address. */
  'CALL_INVALID',
] as const;
export type ClientErrorCode = (typeof clientErrorCodes)[number];

export interface ApiErrorInput {
  readonly code: string;
  /** Null where no reply came. */
  readonly status: number | null;
  readonly detail: string;
  readonly canRetry: boolean;
  readonly requestId: string | null;
  readonly cause?: unknown;
}

/** A call that was not answered as asked. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number | null;
  readonly detail: string;
  readonly canRetry: boolean;
  readonly requestId: string | null;

  constructor({ code, status, detail, canRetry, requestId, cause }: ApiErrorInput) {
    super(detail, cause === undefined ? undefined : { cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.canRetry = canRetry;
    this.requestId = requestId;
  }
}

export function apiErrorOfProblem(problem: Problem, status: number): ApiError {
  return new ApiError({
    code: problem.code,
    status,
    detail: problem.detail,
    canRetry: problem.can_retry,
    requestId: problem.request_id,
  });
}
