import type { Client, PredictionReply } from '@verdict/api';
import { ApiError } from '@verdict/api/client';
import { SpamcheckError } from './errors.ts';
import { markedCharacters } from './limits.ts';
import type { Receipts } from './receipts.ts';
import { predictionOf, spamClasses } from './spam-class.ts';
import { refusalToTell } from './verdict-refusal.ts';
import type { CheckReply, ChecksReply, Prediction, PreviewReply } from './wire.ts';

type Without<Reply> = Omit<Reply, 'request_id'>;

export interface AskVerdict {
  /** Answered and logged, and the words that weighed with it. */
  readonly check: (text: string) => Promise<Without<CheckReply>>;
  /** Answered and logged. */
  readonly checkAll: (texts: readonly string[]) => Promise<Without<ChecksReply>>;
  /** Answered; nothing is kept. */
  readonly preview: (text: string) => Promise<PreviewReply>;
  readonly correct: (predictionId: string, prediction: Prediction) => Promise<void>;
  /** Text and answer leave Verdict’s log. */
  readonly erase: (predictionId: string) => Promise<void>;
  /** `spam-en@3` where it can be asked now. */
  readonly version: () => Promise<string>;
}

export interface AskVerdictInput {
  readonly verdict: Client;
  /** A name, or name@version. */
  readonly model: string;
  readonly receipts: Pick<Receipts, 'of'>;
  readonly wait?: (ms: number) => Promise<void>;
}

/** Somebody waits before the page; repeats within it are the client’s. */
const patienceMs = 8000;
const patienceForManyMs = 30_000;
/** An answer is in the log within a second; feedback that overtakes it waits that long. */
const tries = 6;
const pauseMs = 400;
const probe = 'Is anybody there?';

export function createAskVerdict({ verdict, model, receipts, wait = pause }: AskVerdictInput): AskVerdict {
  const quick = { timeoutMs: patienceMs };

  function answerOf(reply: PredictionReply) {
    const { id, label, confidence, unsure, scores, model: asked } = reply;
    const classes = spamClasses(versionOf(asked), Object.keys(scores));
    return {
      prediction: predictionOf(label, classes),
      confidence,
      unsure,
      prediction_id: id,
      receipt: receipts.of(id),
    };
  }

  async function explain(text: string, of: string, target?: string) {
    return verdict.explain({ text, model: of, ...(target !== undefined && { target }) }, quick);
  }

  /** Null where the model has no weights to show, or is just being replaced: the answer stands without. */
  async function spansOf(text: string, { scores, model: asked }: PredictionReply) {
    const version = versionOf(asked);
    const { other } = spamClasses(version, Object.keys(scores));
    try {
      const { spans } = await explain(text.slice(0, markedCharacters), version, other);
      return (
        spans
          .filter(({ start }) => start < markedCharacters)
          // Four decimals are more than a colour tells, and a third of the bytes.
          .map(({ start, end, contribution }) => ({
            start,
            end,
            contribution: Math.round(contribution * 1e4) / 1e4,
          }))
      );
    } catch {
      return null;
    }
  }

  async function classes() {
    const { scores, model: asked } = await explain(probe, model);
    return spamClasses(versionOf(asked), Object.keys(scores));
  }

  async function onceLogged(call: () => Promise<unknown>): Promise<void> {
    for (let left = tries - 1; ; left--) {
      try {
        await call();
        return;
      } catch (error) {
        const isMissing = error instanceof ApiError && error.code === 'PREDICTION_UNKNOWN';
        if (!isMissing || left === 0) throw error;
        await wait(pauseMs);
      }
    }
  }

  return {
    check: (text) =>
      told(async () => {
        const reply = await verdict.predict({ text, model }, quick);
        return {
          ...answerOf(reply),
          model_version: versionOf(reply.model),
          spans: await spansOf(text, reply),
        };
      }),
    checkAll: (texts) =>
      told(async () => {
        const { predictions } = await verdict.predict(
          { texts: [...texts], model },
          { timeoutMs: patienceForManyMs },
        );
        return { model_version: versionOf(predictions[0].model), results: predictions.map(answerOf) };
      }),
    preview: (text) =>
      told(async () => {
        const { label, confidence, unsure, scores, model: asked } = await explain(text, model);
        return {
          prediction: predictionOf(label, spamClasses(versionOf(asked), Object.keys(scores))),
          confidence,
          unsure,
        };
      }),
    correct: (id, prediction) =>
      told(async () => {
        const { spam, other } = await classes();
        const label = prediction === 'spam' ? spam : other;
        await onceLogged(() => verdict.predictions.giveFeedback(id, { label }, quick));
      }),
    erase: (id) => told(() => onceLogged(() => verdict.predictions.remove(id, quick))),
    version: () => told(async () => versionOf((await explain(probe, model)).model)),
  };
}

function versionOf({ name, version }: PredictionReply['model']): string {
  return `${name}@${version}`;
}

async function told<Reply>(call: () => Promise<Reply>): Promise<Reply> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof SpamcheckError) throw error;
    if (error instanceof ApiError) throw refusalToTell(error, error);
    throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
