/**
 * Every way in which learning can refuse its caller, one code each.
 * None of them is helped by trying again with the same input.
 */
export const learnErrorCodes = [
  'LABELS_TOO_FEW',
  'ROWS_TOO_FEW',
  'ROWS_MISALIGNED',
  'VALUE_NOT_FINITE',
  'WEIGHT_INVALID',
  'RECIPE_INVALID',
  'VOCABULARY_EMPTY',
  'TEXT_TOO_LONG',
  'MODEL_DAMAGED',
  'MODEL_NEWER',
  'MODEL_INVALID',
  'STOPPED',
] as const;

export type LearnErrorCode = (typeof learnErrorCodes)[number];

export class LearnError extends Error {
  readonly code: LearnErrorCode;

  constructor(code: LearnErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LearnError';
    this.code = code;
  }
}
