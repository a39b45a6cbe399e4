import type { CallOptions, Client, PredictionReply } from '@verdict/api';
import { ApiError } from '@verdict/api';

/** What the two models say of a review. */
export interface Judged {
  readonly isPositive: boolean;
  /** Of that label. */
  readonly confidence: number;
  readonly unsure: boolean;
  /** `sentiment-en@3` */
  readonly model: string;
  readonly predictionId: string;
  /** Null: nobody asked whether it is spam. */
  readonly spam: {
    readonly isSpam: boolean;
    /** Probability that it is. */
    readonly confidence: number;
    readonly predictionId: string;
  } | null;
}

export interface ToJudge {
  readonly text: string;
  /** The site’s own are not looked at. */
  readonly checkSpam: boolean;
}

export type JudgeReviews = (reviews: readonly ToJudge[], options: CallOptions) => Promise<readonly Judged[]>;

export interface JudgeInput {
  readonly verdict: Pick<Client, 'predict'>;
  readonly model: string;
  readonly spamModel: string;
  /** The spam model is not there, so reviews are shown unseen by it. */
  readonly onUnguarded: () => void;
  /** Of these predictions nobody will hear: one model has answered, and the other has not. */
  readonly onUnused: (predictionIds: readonly string[]) => Promise<void>;
}

export const labelOf = (isPositive: boolean): 'positive' | 'negative' =>
  isPositive ? 'positive' : 'negative';
export const spamLabelOf = (isSpam: boolean): 'spam' | 'ham' => (isSpam ? 'spam' : 'ham');

export function createJudge({ verdict, model, spamModel, onUnguarded, onUnused }: JudgeInput): JudgeReviews {
  const askSpam = async (
    texts: string[],
    options: CallOptions,
  ): Promise<readonly PredictionReply[] | null> => {
    try {
      return texts.length === 0
        ? []
        : (await verdict.predict({ texts, model: spamModel }, options)).predictions;
    } catch (error) {
      // A site without its guard is better than one where nothing is ever shown; whoever runs it is told.
      if (!(error instanceof ApiError && error.code === 'MODEL_NOT_FOUND')) throw error;
      onUnguarded();
      return null;
    }
  };
  return async (reviews, options) => {
    const texts = reviews.map(({ text }) => text);
    const guarded = reviews.filter(({ checkSpam }) => checkSpam).map(({ text }) => text);
    const [sentiment, guard] = await Promise.allSettled([
      verdict.predict({ texts, model }, options).then((reply) => reply.predictions),
      askSpam(guarded, options),
    ]);
    if (sentiment.status === 'rejected' || guard.status === 'rejected') {
      const answered = [sentiment, guard].flatMap((one) =>
        one.status === 'fulfilled' ? (one.value ?? []) : [],
      );
      if (answered.length > 0) await onUnused(answered.map(({ id }) => id));
      throw [sentiment, guard].find((one) => one.status === 'rejected')?.reason;
    }
    const predictions = sentiment.value;
    const spam = guard.value;
    let next = 0;
    return reviews.map(({ checkSpam }, at) => judged(predictions[at], (checkSpam && spam?.[next++]) || null));
  };
}

function judged(sentiment: PredictionReply, spam: PredictionReply | null): Judged {
  const { label, confidence, unsure, model, id } = sentiment;
  return {
    isPositive: label === labelOf(true),
    confidence,
    unsure,
    model: `${model.name}@${model.version}`,
    predictionId: id,
    spam: spam && {
      isSpam: spam.label === spamLabelOf(true),
      confidence: spam.scores[spamLabelOf(true)] ?? 0,
      predictionId: spam.id,
    },
  };
}
