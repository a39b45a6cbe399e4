import { type Static, Type } from 'typebox';
import { PredictionReply } from './predict.ts';

/** What MLflow's scoring server takes and gives. */

const Rows = Type.Array(Type.Unknown());

export const Invocation = Type.Object(
  {
    dataframe_split: Type.Optional(
      Type.Object({
        columns: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]))),
        index: Type.Optional(Rows),
        data: Type.Array(Rows),
      }),
    ),
    dataframe_records: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))),
    instances: Type.Optional(Rows),
    inputs: Type.Optional(
      Type.Union([Type.String(), Rows, Type.Record(Type.String(), Type.Union([Type.String(), Rows]))]),
    ),
    params: Type.Optional(
      Type.Object({
        key: Type.Optional(
          Type.String({ maxLength: 200, description: 'Whose question it is, as in `/predict`.' }),
        ),
      }),
    ),
  },
  {
    description: 'Exactly one of the four forms.',
    examples: [{ dataframe_split: { columns: ['text'], data: [['A warm and funny film.']] } }],
  },
);

export const InvocationQuery = Type.Object(
  { model: Type.Optional(Type.String({ description: '`name`, `name@version` or `name@alias`.' })) },
  { additionalProperties: false },
);

export const InvocationReply = Type.Object({
  predictions: Type.Array(PredictionReply, { description: 'One a row, in order.' }),
});
export type InvocationReply = Static<typeof InvocationReply>;

/** How MLflow refuses. */
export const MlflowError = Type.Object({ error_code: Type.String(), message: Type.String() });
