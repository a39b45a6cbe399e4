/** Every way in which Spam check can refuse; docs/errors.md says what each means. Status null: it does not start. */
export const spamcheckErrors = {
  URL_INVALID: { status: 400, title: 'The address cannot be read', canRetry: false },
  HTTP_INVALID: { status: 400, title: 'The request is not HTTP', canRetry: false },
  BODY_INVALID: { status: 400, title: 'The body cannot be read', canRetry: false },
  HOST_REFUSED: { status: 403, title: 'The host name is not this site’s', canRetry: false },
  ORIGIN_REFUSED: { status: 403, title: 'Another site may not ask this one', canRetry: false },
  NOTHING_HERE: { status: 404, title: 'There is nothing at this address', canRetry: false },
  CHECK_UNKNOWN: { status: 404, title: 'The check is not on record', canRetry: false },
  METHOD_REFUSED: { status: 405, title: 'The address does not take this method', canRetry: false },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive', canRetry: true },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large', canRetry: false },
  TEXT_TOO_LONG: { status: 413, title: 'A message is too long', canRetry: false },
  TOO_MANY_TEXTS: { status: 413, title: 'There are too many messages in one request', canRetry: false },
  MEDIA_TYPE_REFUSED: { status: 415, title: 'The body is not declared as JSON', canRetry: false },
  REQUEST_INVALID: { status: 422, title: 'The request breaks its schema', canRetry: false },
  TEXT_EMPTY: { status: 422, title: 'A message is empty', canRetry: false },
  RATE_LIMITED: { status: 429, title: 'Too much in one minute', canRetry: true },
  INTERNAL: { status: 500, title: 'The site failed', canRetry: true },
  VERDICT_AWAY: { status: 503, title: 'Verdict does not answer', canRetry: true },
  VERDICT_BUSY: { status: 503, title: 'Verdict has too much to do', canRetry: true },
  KEY_REFUSED: { status: 503, title: 'Verdict does not let this site ask', canRetry: false },
  MODEL_AWAY: { status: 503, title: 'The model is not in service', canRetry: false },

  SETTING_INVALID: { status: null, title: 'A setting breaks its rule', canRetry: false },
  ADDRESS_UNAVAILABLE: { status: null, title: 'The address cannot be listened on', canRetry: true },
  PAGES_NOT_BUILT: { status: null, title: 'The pages were not built', canRetry: false },
} as const;

export type SpamcheckErrorCode = keyof typeof spamcheckErrors;
export const spamcheckErrorCodes = Object.keys(spamcheckErrors) as SpamcheckErrorCode[];

export interface SpamcheckErrorOptions extends ErrorOptions {
  /** When to ask again, where that is known. */
  readonly retryAfterMs?: number;
}

export class SpamcheckError extends Error {
  override readonly name = 'SpamcheckError';
  readonly code: SpamcheckErrorCode;
  readonly retryAfterMs: number | null;

  constructor(code: SpamcheckErrorCode, message: string, options: SpamcheckErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
