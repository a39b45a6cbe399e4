import type { ServedModel } from '@verdict/serve';

/** Says who answers a question that names no version; asked on the way of every one of them. */
export interface Router {
  /** The challenger, where the question is among its share; null: the champion answers. */
  readonly challengerFor: (champion: ServedModel, key: string | null, id: string) => ServedModel | null;
  /** It was asked and failed; the champion answers in its place. */
  readonly challengerFailed: (challenger: ServedModel, failure: ChallengerFailure) => void;
}

export interface ChallengerFailure {
  /** Of the prediction. */
  readonly id: string;
  readonly tookMs: number;
  readonly error: unknown;
}
