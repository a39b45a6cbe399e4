import { setImmediate as turn } from 'node:timers/promises';
import type { ModelShelf, OnDemand, ServedModel, Timed } from '@verdict/serve';
import type { Router } from '../traffic/router.ts';
import { partOf, versionOf } from './model-reference.ts';
import type { Answer, AnswerListener, Part, Question } from './question.ts';

/** The one way from a question to its answer; every protocol goes through it. */
export interface Asking {
  /** At once where nothing has to be waited for. */
  readonly ask: (question: Question) => Answer | Promise<Answer>;
  /** The same question of many texts, in their order: all of them, or none. Others are answered in between. */
  readonly askMany: (texts: readonly string[], about: Omit<Question, 'text'>) => Promise<readonly Answer[]>;
  /** The version that a reference means, loaded where it is on record and not in memory. */
  readonly find: (reference?: string) => ServedModel | Promise<ServedModel>;
}

export interface AskingInput {
  readonly shelf: ModelShelf;
  readonly nextId: () => string;
  readonly listeners: readonly AnswerListener[];
  /** Asked where a question names no version; without it, or where it says null, the champion answers. */
  readonly router?: Router | null;
  /** Versions that are not in service; without it there are none. */
  readonly onDemand?: OnDemand | null;
}

/** Nobody else is answered for longer because one request has many texts. */
const sliceMs = 5;

export function createAsking({
  shelf,
  nextId,
  listeners,
  router = null,
  onDemand = null,
}: AskingInput): Asking {
  const find = (reference?: string): ServedModel | Promise<ServedModel> => {
    const there = shelf.peek(reference);
    if (there) return there;
    const wanted = onDemand && versionOf(reference ?? shelf.defaultModel);
    return wanted ? onDemand.find(wanted.name, wanted.version) : shelf.find(reference);
  };

  const given = (timed: Timed, by: By, question: Question): Answer => {
    const answer: Answer = {
      id: by.id,
      prediction: timed.prediction,
      served: by.served,
      part: by.part,
      tookMs: timed.tookMs,
    };
    for (const tell of listeners) tell(answer, question);
    return answer;
  };

  const answerBy = (by: By, question: Question, admitted: boolean): Answer | Promise<Answer> => {
    const timed = by.served.line.ask(question.text, admitted);
    return timed instanceof Promise
      ? timed.then((late) => given(late, by, question))
      : given(timed, by, question);
  };

  const answerByChallenger = (
    { challengerFailed }: Router,
    champion: By,
    challenger: ServedModel,
    question: Question,
    admitted: boolean,
  ): Answer | Promise<Answer> => {
    const startedAt = performance.now();
    const instead = (error: unknown): Answer | Promise<Answer> => {
      challengerFailed(challenger, { id: champion.id, tookMs: performance.now() - startedAt, error });
      return answerBy(champion, question, admitted);
    };
    try {
      const by: By = { id: champion.id, served: challenger, part: 'challenger' };
      const answer = answerBy(by, question, admitted);
      return answer instanceof Promise ? answer.catch(instead) : answer;
    } catch (error) {
      return instead(error);
    }
  };

  const askOf = (served: ServedModel, question: Question, admitted: boolean): Answer | Promise<Answer> => {
    const reference = question.model ?? shelf.defaultModel;
    const by: By = { id: nextId(), served, part: partOf(reference) };
    // Whoever asks for the champion by its alias means it and nobody else.
    const challenger =
      router && !reference.includes('@') ? router.challengerFor(served, question.key, by.id) : null;
    return router && challenger
      ? answerByChallenger(router, by, challenger, question, admitted)
      : answerBy(by, question, admitted);
  };

  return {
    find,
    ask: (question) => {
      const found = find(question.model);
      return found instanceof Promise
        ? found.then((served) => askOf(served, question, false))
        : askOf(found, question, false);
    },
    askMany: async (texts, about) => {
      const served = await find(about.model);
      const { together } = served.line;
      const answers: Answer[] = [];
      let sliceBeganAt = performance.now();
      for (let from = 0; from < texts.length; from += together) {
        // Who was let in with the first text is not turned away with the last.
        const admitted = from > 0;
        const asked = texts
          .slice(from, from + together)
          .map(async (text) => askOf(served, { ...about, text }, admitted));
        answers.push(...(await Promise.all(asked)));
        if (performance.now() - sliceBeganAt < sliceMs) continue;
        await turn();
        sliceBeganAt = performance.now();
      }
      return answers;
    },
  };
}

interface By {
  readonly id: string;
  readonly served: ServedModel;
  readonly part: Part;
}
