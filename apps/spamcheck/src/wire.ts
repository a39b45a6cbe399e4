import { type Static, Type } from 'typebox';

/** What crosses between the page and its server. */
const Prediction = Type.Union([Type.Literal('spam'), Type.Literal('not_spam')]);
export type Prediction = Static<typeof Prediction>;

const answer = {
  prediction: Prediction,
  confidence: Type.Number({ description: 'Calibrated probability of the prediction.' }),
  unsure: Type.Boolean({ description: 'Less sure than the model has to be: better seen by a person.' }),
  prediction_id: Type.String({ description: 'Names the check in Verdict’s log.' }),
  receipt: Type.String({ description: 'To be shown with the id by who corrects or erases the check.' }),
};

/** `POST /predict` and `POST /api/check` */
export const OneText = Type.Object({ text: Type.String() }, { additionalProperties: false });

/** The fields of older clients, and nothing that they would stumble over. */
export const PredictReply = Type.Object({
  prediction: Prediction,
  confidence: answer.confidence,
  request_id: Type.String(),
  model_version: Type.String(),
});

const Span = Type.Object({
  start: Type.Integer({ description: 'In UTF-16 units.' }),
  end: Type.Integer(),
  contribution: Type.Number({ description: 'Below zero: speaks for spam.' }),
});

const about = { request_id: Type.String(), model_version: Type.String() };

export const CheckReply = Type.Object({
  ...answer,
  ...about,
  spans: Type.Union([Type.Array(Span), Type.Null()], {
    description: 'Of the beginning of a long message; null where the model cannot say why.',
  }),
});
export type CheckReply = Static<typeof CheckReply>;

/** `POST /api/preview`: nothing of it is kept. */
export const PreviewReply = Type.Object({
  prediction: Prediction,
  confidence: answer.confidence,
  unsure: answer.unsure,
});
export type PreviewReply = Static<typeof PreviewReply>;

/** `POST /api/checks` */
export const SeveralTexts = Type.Object(
  { texts: Type.Array(Type.String(), { minItems: 1 }) },
  { additionalProperties: false },
);
export const ChecksReply = Type.Object({ ...about, results: Type.Array(Type.Object(answer)) });
export type ChecksReply = Static<typeof ChecksReply>;

/** `POST /api/feedback` and `POST /api/erase` */
const id = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const receipt = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
export const GiveFeedback = Type.Object(
  { prediction_id: id, receipt, prediction: Prediction },
  { additionalProperties: false },
);
export type GiveFeedback = Static<typeof GiveFeedback>;
export const Erase = Type.Object({ prediction_id: id, receipt }, { additionalProperties: false });
export const Done = Type.Object({ done: Type.Literal(true) });

export const Health = Type.Object({
  status: Type.Union([Type.Literal('healthy'), Type.Literal('unhealthy')]),
  timestamp: Type.String(),
  model_loaded: Type.Boolean(),
  model_version: Type.Union([Type.String(), Type.Null()]),
  detail: Type.Union([Type.String(), Type.Null()]),
});
