/**
 * Every way in which the server can refuse, one code each; the HTTP status is decided here and nowhere else.
 * Status null: the server does not start. docs/errors.md says what each means to whoever meets it.
 */
export const serverErrors = {
  URL_INVALID: { status: 400, title: 'The address cannot be read', canRetry: false },
  HTTP_INVALID: { status: 400, title: 'The request is not HTTP', canRetry: false },
  BODY_MISSING: { status: 400, title: 'The body is missing', canRetry: false },
  BODY_NOT_JSON: { status: 400, title: 'The body is not JSON', canRetry: false },
  BODY_CUT_SHORT: { status: 400, title: 'The body ended early', canRetry: true },
  PROMOTE_INSTEAD: { status: 400, title: 'Models go in and out of service by promotion', canRetry: false },
  CREDENTIALS_REFUSED: { status: 401, title: 'The name, password or key is not good', canRetry: false },
  SIGN_IN_NEEDED: { status: 401, title: 'Nobody is signed in', canRetry: false },
  HOST_REFUSED: { status: 403, title: 'The host name is not this server’s', canRetry: false },
  ORIGIN_REFUSED: { status: 403, title: 'Another site may not ask this server', canRetry: false },
  PERMISSION_DENIED: { status: 403, title: 'The role or key does not allow this', canRetry: false },
  ROUTE_NOT_FOUND: { status: 404, title: 'There is nothing at this address', canRetry: false },
  FILE_ELSEWHERE: { status: 404, title: 'The file was never sent here', canRetry: false },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The address does not take this method', canRetry: false },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive', canRetry: true },
  JUDGE_REFUSED: { status: 409, title: 'The judge refuses the version', canRetry: false },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large', canRetry: false },
  TEXT_OVER_LIMIT: { status: 413, title: 'A text is too long', canRetry: false },
  UPLOAD_TOO_LARGE: { status: 413, title: 'The upload is too large', canRetry: false },
  TEXTS_OVER_LIMIT: { status: 413, title: 'There are too many texts', canRetry: false },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: 'The body’s media type is not taken here', canRetry: false },
  REQUEST_INVALID: { status: 422, title: 'The request breaks its schema', canRetry: false },
  TEXT_EMPTY: { status: 422, title: 'A text is empty', canRetry: false },
  TARGET_UNKNOWN: { status: 422, title: 'The model has no such class', canRetry: false },
  NOT_EXPLAINABLE: { status: 422, title: 'The model cannot be explained', canRetry: false },
  DATA_REFUSED: { status: 422, title: 'The rows cannot be frozen', canRetry: false },
  MODEL_FILE_REFUSED: { status: 422, title: 'The file is no model that can serve', canRetry: false },
  WEBHOOK_REFUSED: { status: 422, title: 'The webhook cannot be called', canRetry: false },
  RETRAIN_NEEDS_ROWS: { status: 422, title: 'There are no rows to begin with', canRetry: false },
  RETRAIN_NEEDS_LABELS: { status: 422, title: 'There are no labels to learn from', canRetry: false },
  JUDGE_NEEDS_ROWS: { status: 422, title: 'There are no rows to judge on', canRetry: false },
  NOT_JUDGEABLE: { status: 422, title: 'The versions cannot be judged on these rows', canRetry: false },
  TOO_MANY_ATTEMPTS: { status: 429, title: 'Too many failed sign-ins', canRetry: true },
  RATE_LIMITED: { status: 429, title: 'Too many requests', canRetry: true },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large', canRetry: false },
  INTERNAL: { status: 500, title: 'The server failed', canRetry: true },
  NOT_SUPPORTED: { status: 501, title: 'This server does not do that', canRetry: false },
  ENGINE_BUSY: { status: 503, title: 'Other work is under way', canRetry: true },
  STOPPING: { status: 503, title: 'The server is stopping', canRetry: true },
  STARTING: { status: 503, title: 'The server is starting', canRetry: true },
  QUEUE_FULL: { status: 503, title: 'The queue of the default model is full', canRetry: true },
  RECORD_AWAY: { status: 503, title: 'The database does not answer', canRetry: true },
  UPSTREAM_AWAY: { status: 503, title: 'The server that keeps the record does not answer', canRetry: true },
  UPSTREAM_REFUSED: {
    status: 503,
    title: 'The server that keeps the record is not understood',
    canRetry: true,
  },

  SETTING_INVALID: { status: null, title: 'A setting breaks its rule', canRetry: false },
  ADMIN_INVALID: { status: null, title: 'The first administrator cannot be made', canRetry: false },
  ROUTE_UNGUARDED: { status: null, title: 'A route says no permission', canRetry: false },
  ADDRESS_NOT_LOOPBACK: { status: null, title: 'The address is open to others', canRetry: false },
  ADDRESS_UNAVAILABLE: { status: null, title: 'The address cannot be listened on', canRetry: true },
  MODELS_UNREADABLE: { status: null, title: 'The models folder cannot be read', canRetry: false },
  UPSTREAM_MISSING: { status: null, title: 'The server that keeps the record is not named', canRetry: false },
  DEFAULT_MODEL_MISSING: { status: null, title: 'The default model is not there', canRetry: false },
} as const satisfies Record<string, ErrorKind>;

export interface ErrorKind {
  readonly status: number | null;
  readonly title: string;
  /** Whether the same request may pass later. */
  readonly canRetry: boolean;
}

export type ServerErrorCode = keyof typeof serverErrors;

export const serverErrorCodes = Object.keys(serverErrors) as ServerErrorCode[];

export class ServerError extends Error {
  readonly code: ServerErrorCode;

  constructor(code: ServerErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ServerError';
    this.code = code;
  }

  get canRetry(): boolean {
    return serverErrors[this.code].canRetry;
  }
}
