import type { ModelShelf, ServedModel } from '@verdict/serve';
import type { Answer, AnswerListener, Question } from './question.ts';

/** The one way from a question to its answer; every protocol goes through it. */
export interface Asking {
  readonly ask: (question: Question) => Answer | Promise<Answer>;
}

export interface AskingInput {
  readonly shelf: ModelShelf;
  readonly nextId: () => string;
  readonly listeners: readonly AnswerListener[];
}

export function createAsking({ shelf, nextId, listeners }: AskingInput): Asking {
  const answerOf = (served: ServedModel, question: Question): Answer => {
    const startedAt = performance.now();
    const prediction = served.predict(question.text);
    const tookMs = performance.now() - startedAt;
    const answer: Answer = { id: nextId(), prediction, served, part: partOf(question.model), tookMs };
    for (const tell of listeners) tell(answer, question);
    return answer;
  };
  return { ask: (question) => answerOf(shelf.find(question.model), question) };
}

function partOf(model: string | undefined): Answer['part'] {
  return model?.includes('@') ? 'asked' : 'champion';
}
