import type { ShadowAnswer } from '@verdict/ledger';
import { type ServedModel, ServeError, type Timed } from '@verdict/serve';

/** A question that the champion has answered, for the challenger to answer unheard. */
export interface ShadowQuestion {
  readonly id: string;
  readonly text: string;
  readonly challenger: ServedModel;
  /** What came of it; `failed` as in ShadowAnswer, with the error that it was. */
  readonly onAnswer: (answer: ShadowAnswer, error: unknown) => void;
  readonly onDropped: () => void;
}

export interface Shadow {
  /** Never throws and never waits. */
  readonly offer: (question: ShadowQuestion) => void;
  readonly waiting: () => number;
  /** Resolves when nothing waits any more. What comes later is dropped. Idempotent. */
  readonly stop: () => Promise<void>;
}

/**
 * As many as come in some milliseconds of full load. A longer queue would answer no more of them, only later, and hold
 * their texts meanwhile.
 */
const mostWaiting = 256;
const mostCharacters = 2 ** 22;

/** A turn of the event loop under load answers some tens of requests in this time; the shadow takes no more of it. */
const sliceMs = 1;

/** Of a challenger that answers elsewhere, as a transformer does; its line has its own bound. */
const mostUnderWay = 64;

/** Answers behind everybody's back: after the reply, a little at a time, and only as far as there is time. */
export function createShadow(): Shadow {
  const queue: ShadowQuestion[] = [];
  let characters = 0;
  let underWay = 0;
  let scheduled = false;
  let stopped: Promise<void> | null = null;
  let onIdle = (): void => {};

  const offer = (question: ShadowQuestion): void => {
    const isFull =
      queue.length + underWay >= mostWaiting || characters + question.text.length > mostCharacters;
    if (stopped || (isFull && queue.length + underWay > 0)) {
      question.onDropped();
      return;
    }
    queue.push(question);
    characters += question.text.length;
    schedule();
  };

  const schedule = (): void => {
    if (scheduled || queue.length === 0 || underWay >= mostUnderWay) return;
    scheduled = true;
    setImmediate(turn);
  };

  const turn = (): void => {
    scheduled = false;
    const until = performance.now() + sliceMs;
    do {
      const question = queue.shift();
      if (!question) break;
      characters -= question.text.length;
      answer(question);
    } while (underWay < mostUnderWay && performance.now() < until);
    schedule();
    if (queue.length === 0 && underWay === 0) onIdle();
  };

  const answer = (question: ShadowQuestion): void => {
    const startedAt = performance.now();
    const fail = (error: unknown): void => failed(question, performance.now() - startedAt, error);
    try {
      const timed = question.challenger.line.ask(question.text);
      if (!(timed instanceof Promise)) {
        answered(question, timed);
        return;
      }
      underWay++;
      timed
        .then((late) => answered(question, late), fail)
        .finally(() => {
          underWay--;
          schedule();
          if (queue.length === 0 && underWay === 0) onIdle();
        });
    } catch (error) {
      fail(error);
    }
  };

  return {
    offer,
    waiting: () => queue.length + underWay,
    stop: () => {
      stopped ??=
        queue.length + underWay === 0
          ? Promise.resolve()
          : new Promise((resolve) => {
              onIdle = resolve;
            });
      return stopped;
    },
  };
}

function answered({ id, challenger, onAnswer }: ShadowQuestion, { prediction, tookMs }: Timed): void {
  const { label, confidence, scores } = prediction;
  const { name: model, version } = challenger;
  onAnswer(
    { predictionId: id, model, version, label, confidence, scores, tookUs: usOf(tookMs), failed: null },
    null,
  );
}

function failed(question: ShadowQuestion, tookMs: number, error: unknown): void {
  // It had too much to do, which says nothing of how it answers.
  if (isNoFailure(error)) question.onDropped();
  else question.onAnswer(failureOf(question.challenger, { id: question.id, tookMs, error }), error);
}

/** Refused for lack of time or memory, as any version is under load or while it is being swapped. */
export function isNoFailure(error: unknown): boolean {
  return error instanceof ServeError && error.canRetry;
}

/** Enough to tell which failure it was. */
const mostOfSentence = 300;

export function failureOf(
  { name: model, version }: ServedModel,
  { id, tookMs, error }: { readonly id: string; readonly tookMs: number; readonly error: unknown },
): ShadowAnswer {
  const said = error instanceof Error ? error.message : String(error);
  return {
    predictionId: id,
    model,
    version,
    label: null,
    confidence: null,
    scores: null,
    tookUs: usOf(tookMs),
    failed: said.slice(0, mostOfSentence) || 'It failed and did not say why.',
  };
}

function usOf(ms: number): number {
  return Math.round(ms * 1000);
}
