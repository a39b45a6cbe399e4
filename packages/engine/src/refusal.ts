/** What the user asked cannot be done: one sentence with the place and the remedy. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The command was written wrongly. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** What becomes of an error: it also crosses from the engine's thread to the terminal's. */
export interface Failure {
  readonly sentence: string;
  readonly exitCode: 1 | 2;
}

/** Names, since errors of other threads and packages are told apart by nothing else without loading them. */
const expected = new Set([
  'Refusal',
  'LearnError',
  'FilesError',
  'ServerError',
  'ApiError',
  'DbError',
  'LedgerError',
  'DvcError',
]);

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return unexpected(String(error));
  if (error instanceof WrongUsage) return { sentence: error.message, exitCode: 2 };
  if (expected.has(error.name)) return { sentence: error.message, exitCode: 1 };
  return unexpected(error.message);
}

function unexpected(message: string): Failure {
  return {
    sentence: `Verdict failed in a way it should not (${message.split('\n', 1)[0]}); please report it with the command you ran.`,
    exitCode: 1,
  };
}
