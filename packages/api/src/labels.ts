import { type Static, Type } from 'typebox';
import { Ms, Nullable } from './common.ts';
import { Feedback, PredictionId } from './predictions.ts';
import { LoggedPrediction } from './serving.ts';

const sources = [Type.Literal('disputed'), Type.Literal('shadow'), Type.Literal('unsure')] as const;

/** Why a prediction is worth a look, in the order in which the queue gives them out. */
export const LabelSource = Type.Union([...sources], {
  description:
    'disputed: somebody said that the label is wrong; shadow: champion and challenger disagree; unsure: the model was least sure.',
});
export type LabelSource = Static<typeof LabelSource>;

/** `POST /models/{name}/labels/claim` */
export const ClaimLabels = Type.Object(
  {
    source: Type.Optional(LabelSource),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: 'Default 5.' })),
  },
  { additionalProperties: false, examples: [{ count: 5 }] },
);
export type ClaimLabels = Static<typeof ClaimLabels>;

export const LabelItem = Type.Object({
  ...LoggedPrediction.properties,
  text: Type.String({ description: 'The first 20,000 characters.' }),
  why: LabelSource,
  feedback: Nullable(Feedback),
  challenger: Nullable(
    Type.Object({ version: Type.Integer(), label: Type.String(), confidence: Type.Number() }),
  ),
});
export type LabelItem = Static<typeof LabelItem>;

/** `GET /models/{name}/labels` */
export const LabelsState = Type.Object({
  model: Type.String(),
  classes: Type.Array(Type.String(), { description: 'Of the version in service, in its order.' }),
  waiting: Type.Object(
    { disputed: Type.Integer(), shadow: Type.Integer(), unsure: Type.Integer() },
    { description: 'At most `most_counted` of each.' },
  ),
  most_counted: Type.Integer(),
  labelled: Type.Integer({ description: 'Labels given through the queue whose texts are still in the log.' }),
  labelled_by_label: Type.Record(Type.String(), Type.Integer()),
  changed: Type.Integer({ description: 'Those of them that are not what the model had said.' }),
  said: Type.Integer({ description: 'Predictions with feedback that nobody has labelled yet.' }),
  mine_today: Type.Integer({ description: 'By whoever asks, in the last 24 hours.' }),
  data: Nullable(
    Type.Object(
      { dataset: Type.String(), number: Type.Integer() },
      { description: 'What the version in service was trained on; null where that is not on record.' },
    ),
  ),
});
export type LabelsState = Static<typeof LabelsState>;

export const ClaimReply = Type.Object({
  items: Type.Array(LabelItem, { description: 'Nobody else is given them for ten minutes.' }),
  state: LabelsState,
});
export type ClaimReply = Static<typeof ClaimReply>;

/** `PUT /models/{name}/labels/{prediction_id}` */
export const GiveLabel = Type.Object(
  {
    label: Type.String({ maxLength: 1000, description: 'One of the model’s classes.' }),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false, examples: [{ label: 'negative' }] },
);
export type GiveLabel = Static<typeof GiveLabel>;

export const GivenLabel = Type.Object({
  prediction_id: PredictionId,
  label: Type.String(),
  at_ms: Ms,
  before: Nullable(
    Type.Object(
      { label: Type.String(), actor: Type.String() },
      { description: 'What it had been labelled as, and by whom.' },
    ),
  ),
});
export type GivenLabel = Static<typeof GivenLabel>;

/** `POST /models/{name}/retrain` */
export const RetrainRequest = Type.Object(
  {
    from_feedback: Type.Literal(true, {
      description: 'Add what people said to the data. There is no other way yet.',
    }),
    dataset: Type.Optional(
      Type.String({
        description:
          'The rows to begin with, `name` or `name@number`; without it those that the version in service was trained on.',
      }),
    ),
    labels: Type.Optional(
      Type.Union([Type.Literal('reviewed'), Type.Literal('all')], {
        description:
          'reviewed (default): labels given through the queue; all: also feedback that nobody has looked at.',
      }),
    ),
    recipe: Type.Optional(
      Type.Unknown({
        description: 'A name, or a recipe as JSON; without it that of the version in service.',
      }),
    ),
    redact: Type.Optional(
      Type.Boolean({ description: 'Replace what could tell who an added text is about. Default false.' }),
    ),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    promote: Type.Optional(
      Type.Boolean({ description: 'Put the new version in service if the judge says so. Default false.' }),
    ),
  },
  { additionalProperties: false, examples: [{ from_feedback: true, dataset: 'reviews' }] },
);
export type RetrainRequest = Static<typeof RetrainRequest>;

/** `result` of a job of the kind `retrain`. */
export const RetrainResult = Type.Object({
  data: Type.String({ description: 'The new data version, `name@number`.' }),
  labels: Type.Integer({ description: 'Labels that it was made with.' }),
  added: Type.Integer({ description: 'Rows that are new.' }),
  relabelled: Type.Integer({ description: 'Rows that were there under another label.' }),
  run_id: Type.String(),
  model: Type.String(),
  version: Type.Integer(),
  promoted: Type.Boolean(),
  judgement: Nullable(Type.Integer({ description: 'Of the judge; null where it could not judge.' })),
  verdict: Nullable(Type.Union([Type.Literal('promote'), Type.Literal('refuse')])),
  not_judged: Nullable(Type.String({ description: 'Why it could not judge.' })),
});
export type RetrainResult = Static<typeof RetrainResult>;
