import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage, pageQuery } from './common.ts';
import { LoggedPrediction } from './serving.ts';

export const PredictionId = Type.String({ description: 'As the answer gave it.' });

export const Feedback = Type.Object({
  id: Type.Integer(),
  prediction_id: PredictionId,
  label: Type.String({ description: 'What would have been right.' }),
  comment: Nullable(Type.String()),
  actor: Type.String(),
  request_id: Nullable(Type.String()),
  at_ms: Ms,
});
export type Feedback = Static<typeof Feedback>;

/** `POST /predictions/{id}/feedback` */
export const GiveFeedback = Type.Object(
  {
    label: Type.String({ maxLength: 1000, description: 'One of the model’s classes.' }),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false, examples: [{ label: 'negative', comment: 'It was meant ironically.' }] },
);
export type GiveFeedback = Static<typeof GiveFeedback>;

/** `GET /predictions` */
export const PredictionsQuery = Type.Object(
  {
    model: Type.Optional(Type.String()),
    version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, description: 'Of that model.' })),
    label: Type.Optional(Type.String({ description: 'What the model said.' })),
    unsure: Type.Optional(Type.Boolean()),
    disputed: Type.Optional(
      Type.Boolean({
        description:
          'true: the latest feedback says that the label is wrong, and nobody has labelled it; needs its model.',
      }),
    ),
    search: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'Part of the text, whatever its capitals. So many are looked through a page that one may be short or empty and not the last.',
      }),
    ),
    from_ms: Type.Optional(Type.Integer({ minimum: 0, description: 'Made from here on.' })),
    to_ms: Type.Optional(Type.Integer({ minimum: 0, description: 'Made before this.' })),
    ...pageQuery,
  },
  { additionalProperties: false },
);
export type PredictionsQuery = Static<typeof PredictionsQuery>;

export const ListedPrediction = Type.Object({
  ...LoggedPrediction.properties,
  text: Nullable(Type.String({ description: 'The first 1,000 characters; null where texts are not kept.' })),
  feedback_label: Nullable(
    Type.String({ description: 'What the latest feedback says would have been right.' }),
  ),
});
export type ListedPrediction = Static<typeof ListedPrediction>;
export const PredictionLogReply = Type.Object({ predictions: Type.Array(ListedPrediction), ...nextPage });
export type PredictionLogReply = Static<typeof PredictionLogReply>;

/** `GET /predictions/{id}` */
export const PredictionOnRecord = Type.Object({
  ...LoggedPrediction.properties,
  feedback: Type.Array(Feedback, { description: 'Newest first.' }),
});
export type PredictionOnRecord = Static<typeof PredictionOnRecord>;

/** `GET /models/{name}/accuracy` */
export const AccuracyQuery = Type.Object(
  { from_ms: PredictionsQuery.properties.from_ms, to_ms: PredictionsQuery.properties.to_ms },
  { additionalProperties: false },
);
export type AccuracyQuery = Static<typeof AccuracyQuery>;
export const AccuracyReply = Type.Object({
  model: Type.String(),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      labelled: Type.Integer({ description: 'Predictions with feedback; of each the latest counts.' }),
      correct: Type.Integer(),
      accuracy: Type.Number(),
      low: Type.Number({ description: 'With `high`: where the true share is 95 times of 100, by Wilson.' }),
      high: Type.Number(),
    }),
    { description: 'Newest first; those without feedback are not among them.' },
  ),
});
export type AccuracyReply = Static<typeof AccuracyReply>;
