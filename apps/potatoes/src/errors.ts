/** Every way in which Rotten Potatoes can refuse; docs/errors.md says what each means. Status null: it does not start. */
export const potatoesErrors = {
  URL_INVALID: { status: 400, title: 'The address cannot be read', canRetry: false },
  HTTP_INVALID: { status: 400, title: 'The request is not HTTP', canRetry: false },
  BODY_INVALID: { status: 400, title: 'The body cannot be read', canRetry: false },
  MODERATOR_NEEDED: { status: 401, title: 'Only moderators may do this', canRetry: false },
  SECRET_WRONG: { status: 401, title: 'The secret is not the moderators’', canRetry: false },
  HOST_REFUSED: { status: 403, title: 'The host name is not this site’s', canRetry: false },
  ORIGIN_REFUSED: { status: 403, title: 'Another site may not ask this one', canRetry: false },
  NOT_YOURS: { status: 403, title: 'Somebody else wrote the review', canRetry: false },
  MODERATION_OFF: { status: 403, title: 'Nobody can sign in here', canRetry: false },
  NOTHING_HERE: { status: 404, title: 'There is nothing at this address', canRetry: false },
  FILM_UNKNOWN: { status: 404, title: 'There is no such film', canRetry: false },
  REVIEW_UNKNOWN: { status: 404, title: 'There is no such review', canRetry: false },
  METHOD_REFUSED: { status: 405, title: 'The address does not take this method', canRetry: false },
  REVIEW_TWICE: { status: 409, title: 'The film has this review already', canRetry: false },
  REVIEW_CHANGED: { status: 409, title: 'The review was changed meanwhile', canRetry: false },
  REVIEW_NOT_JUDGED: { status: 409, title: 'The machine has not judged the review', canRetry: true },
  REVIEW_NOT_HELD: { status: 409, title: 'The review does not wait for a moderator', canRetry: false },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large', canRetry: false },
  MEDIA_TYPE_REFUSED: { status: 415, title: 'The body is not declared as JSON', canRetry: false },
  REQUEST_INVALID: { status: 422, title: 'The request breaks its schema', canRetry: false },
  REVIEW_TOO_SHORT: { status: 422, title: 'The review has too few words', canRetry: false },
  REVIEW_TOO_LONG: { status: 422, title: 'The review is too long', canRetry: false },
  TEXT_UNREADABLE: { status: 422, title: 'The text holds what is no text', canRetry: false },
  NAME_INVALID: { status: 422, title: 'The name cannot be shown', canRetry: false },
  RATE_LIMITED: { status: 429, title: 'Too much in one minute', canRetry: true },
  INTERNAL: { status: 500, title: 'The site failed', canRetry: true },
  TOO_MANY_WATCHERS: { status: 503, title: 'Too many pages are kept up to date', canRetry: true },
  STORE_AWAY: { status: 503, title: 'The database does not answer', canRetry: true },
  VERDICT_AWAY: { status: 503, title: 'The machine does not answer', canRetry: true },

  SETTING_INVALID: { status: null, title: 'A setting breaks its rule', canRetry: false },
  ADDRESS_UNAVAILABLE: { status: null, title: 'The address cannot be listened on', canRetry: true },
  PAGES_NOT_BUILT: { status: null, title: 'The pages were not built', canRetry: false },
} as const;

export type PotatoesErrorCode = keyof typeof potatoesErrors;
export const potatoesErrorCodes = Object.keys(potatoesErrors) as PotatoesErrorCode[];

export interface PotatoesErrorOptions extends ErrorOptions {
  /** When to ask again, where that is known. */
  readonly retryAfterMs?: number;
}

export class PotatoesError extends Error {
  override readonly name = 'PotatoesError';
  readonly code: PotatoesErrorCode;
  readonly retryAfterMs: number | null;

  constructor(code: PotatoesErrorCode, message: string, options: PotatoesErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get canRetry(): boolean {
    return potatoesErrors[this.code].canRetry;
  }
}
