/** Every way in which Spam check can refuse; docs/errors.md says what each means. Status null: it does not start. */
export const spamcheckErrors = {
  SETTING_INVALID: { status: null, title: 'A setting breaks its rule', canRetry: false },
  ADDRESS_UNAVAILABLE: { status: null, title: 'The address cannot be listened on', canRetry: true },
  PAGES_NOT_BUILT: { status: null, title: 'The pages were not built', canRetry: false },
} as const;

export type SpamcheckErrorCode = keyof typeof spamcheckErrors;

export class SpamcheckError extends Error {
  override readonly name = 'SpamcheckError';
  readonly code: SpamcheckErrorCode;

  constructor(code: SpamcheckErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
