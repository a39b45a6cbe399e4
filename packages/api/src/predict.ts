import { type Static, Type } from 'typebox';
import { Nullable } from './common.ts';

const model = Type.Optional(
  Type.String({
    description:
      '`name` (the version in service), `name@version` or `name@alias`; without it the default model.',
  }),
);

export const PredictRequest = Type.Object(
  {
    text: Type.Optional(Type.String({ description: 'One text. Give either `text` or `texts`.' })),
    texts: Type.Optional(Type.Array(Type.String(), { description: 'Several texts, answered in order.' })),
    model,
    key: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'Whose question it is, as a user’s id: while traffic is split, all of theirs go to one version. It is not kept.',
      }),
    ),
  },
  { additionalProperties: false, examples: [{ text: 'A warm, funny and beautifully acted film.' }] },
);
export type PredictRequest = Static<typeof PredictRequest>;

export const ExplainRequest = Type.Object(
  {
    text: Type.String(),
    model,
    target: Type.Optional(
      Type.String({ description: 'The class to speak for; without it, the label that was given.' }),
    ),
  },
  { additionalProperties: false, examples: [{ text: 'Two hours that nobody will give back.' }] },
);
export type ExplainRequest = Static<typeof ExplainRequest>;

export const ModelReference = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  run_id: Nullable(
    Type.String({ description: 'The training run on record; null for a model that came as a file.' }),
  ),
});

const answer = {
  label: Type.String({ description: 'The class that the model gives.' }),
  confidence: Type.Number({ description: 'Calibrated probability of the label.' }),
  scores: Type.Record(Type.String(), Type.Number(), {
    description: 'Calibrated probability of every class; they sum to one.',
  }),
  unsure: Type.Boolean({ description: 'Too close to call: better seen by a person.' }),
  model: ModelReference,
};

export const PredictionReply = Type.Object({
  id: Type.String({ description: 'UUIDv7: ids sort in the order they were given.' }),
  ...answer,
});
export type PredictionReply = Static<typeof PredictionReply>;

export const PredictionsReply = Type.Object({ predictions: Type.Array(PredictionReply) });
export type PredictionsReply = Static<typeof PredictionsReply>;

export const ExplainReply = Type.Object({
  ...answer,
  target: Type.String({ description: 'The class that contributions speak for.' }),
  margin: Type.Number({ description: 'The intercept and all contributions, added up.' }),
  intercept: Type.Number(),
  spans: Type.Array(
    Type.Object({
      start: Type.Integer({ description: 'In UTF-16 units, as JavaScript and Java count.' }),
      end: Type.Integer({ description: 'Equal to `start` where a word’s edge itself counts.' }),
      contribution: Type.Number({ description: 'Above zero: speaks for the target.' }),
    }),
  ),
  strongest: Type.Array(
    Type.Object({ text: Type.String(), occurrences: Type.Integer(), contribution: Type.Number() }),
    { description: 'The n-grams that count most, strongest first.' },
  ),
});
export type ExplainReply = Static<typeof ExplainReply>;
