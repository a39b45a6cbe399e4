import type { Prediction } from '@verdict/learn';
import type { ServedModel } from '@verdict/serve';

/** By which protocol a question came. */
export type Surface = 'predict' | 'v2' | 'invocations';

/** What a model is asked, whichever protocol it came by. */
export interface Question {
  readonly text: string;
  /** `name`, `name@version` or `name@alias`; without it the default model. */
  readonly model: string | undefined;
  /** Whose question it is: all of theirs go to one version while traffic is split. Null: each goes by itself. */
  readonly key: string | null;
  readonly surface: Surface;
  readonly requestId: string;
  /** As the record names the caller; null where nobody is asked who they are. */
  readonly actor: string | null;
}

/** champion: the version in service; challenger: a canary's share of its questions; asked: a version named in the question. */
export type Part = 'champion' | 'challenger' | 'asked';

export interface Answer {
  readonly id: string;
  readonly prediction: Prediction;
  readonly served: ServedModel;
  readonly part: Part;
  /** What the model took, without any waiting. */
  readonly tookMs: number;
}

/** Is told of every answer when it is given; it may neither throw nor wait. */
export type AnswerListener = (answer: Answer, question: Question) => void;
