/** Every way in which Rotten Potatoes can refuse; docs/errors.md says what each means. Status null: it does not start. */
export const potatoesErrors = {
  SETTING_INVALID: { status: null, title: 'A setting breaks its rule', canRetry: false },
  ADDRESS_UNAVAILABLE: { status: null, title: 'The address cannot be listened on', canRetry: true },
  PAGES_NOT_BUILT: { status: null, title: 'The pages were not built', canRetry: false },
} as const;

export type PotatoesErrorCode = keyof typeof potatoesErrors;

export class PotatoesError extends Error {
  override readonly name = 'PotatoesError';
  readonly code: PotatoesErrorCode;

  constructor(code: PotatoesErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
