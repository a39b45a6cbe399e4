/** Every way in which models in memory can refuse. docs/errors.md says what each means to whoever meets it. */
export const serveErrors = {
  MODEL_NOT_FOUND: { title: 'There is no such model', canRetry: false },
  MODEL_REFUSED: { title: 'A model file is refused', canRetry: false },
  NOT_READY: { title: 'No model is in service', canRetry: true },
  OVERLOADED: { title: 'More is asked than can be answered', canRetry: true },
} as const satisfies Record<string, ServeErrorKind>;

export interface ServeErrorKind {
  readonly title: string;
  /** Whether the same question may be answered later. */
  readonly canRetry: boolean;
}

export type ServeErrorCode = keyof typeof serveErrors;

export const serveErrorCodes = Object.keys(serveErrors) as ServeErrorCode[];

export class ServeError extends Error {
  readonly code: ServeErrorCode;

  constructor(code: ServeErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ServeError';
    this.code = code;
  }

  get canRetry(): boolean {
    return serveErrors[this.code].canRetry;
  }
}
