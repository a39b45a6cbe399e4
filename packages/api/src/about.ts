import { type Static, Type } from 'typebox';
import { Ms, Nullable } from './common.ts';
import { ModelReference } from './predict.ts';

export const Live = Type.Object({ status: Type.Literal('ok') });
export type Live = Static<typeof Live>;

const readyModel = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  self_test: Type.Literal('passed'),
});

export const Ready = Type.Object({ status: Type.Literal('ready'), models: Type.Array(readyModel) });
export type Ready = Static<typeof Ready>;

export const Started = Type.Object({ status: Type.Literal('started') });
export type Started = Static<typeof Started>;

export const Health = Type.Object({
  status: Type.Union([Type.Literal('ok'), Type.Literal('degraded')], {
    description: 'Degraded: it predicts, and something below is not as it should be.',
  }),
  uptime_seconds: Type.Integer(),
  default_model: Type.String(),
  models: Type.Array(readyModel),
  record: Nullable(
    Type.Object({
      database: Type.Union([Type.Literal('embedded'), Type.Literal('postgres'), Type.Literal('remote')], {
        description: 'remote: another process keeps the record.',
      }),
      reachable: Type.Boolean(),
    }),
  ),
  queue: Type.Object(
    {
      waiting: Type.Integer({ description: 'Texts that wait for a model.' }),
      refused: Type.Integer({
        description: 'Texts that would have waited too long, of the models in memory.',
      }),
      full: Type.Boolean({ description: 'The next text to a model in service would be refused.' }),
    },
    { description: 'Of all models in memory.' },
  ),
  prediction_log: Nullable(
    Type.Object({
      waiting: Type.Integer({ description: 'Rows that are not written yet.' }),
      written: Type.Integer(),
      dropped: Type.Integer({ description: 'Rows that found no room.' }),
    }),
  ),
  log: Nullable(
    Type.Object({
      buffered_bytes: Type.Integer(),
      dropped_lines: Type.Integer(),
    }),
  ),
  /** Versions that the record wants in service and that were not put there, with the reason. */
  refused_models: Type.Array(
    Type.Object({ name: Type.String(), version: Type.Integer(), reason: Type.String(), at_ms: Ms }),
  ),
});
export type Health = Static<typeof Health>;

export const ModelInfoQuery = Type.Object(
  {
    model: Type.Optional(
      Type.String({ description: 'As in a prediction’s request; without it the default model.' }),
    ),
  },
  { additionalProperties: false },
);
export type ModelInfoQuery = Static<typeof ModelInfoQuery>;

const metricsOrNull = Type.Union([
  Type.Null(),
  Type.Object({
    rows: Type.Integer(),
    accuracy: Type.Number(),
    macro_f1: Type.Number(),
    precision: Type.Number(),
    recall: Type.Number(),
    f1: Type.Number(),
    log_loss: Type.Number(),
    roc_auc: Type.Union([Type.Number(), Type.Null()]),
    ece: Type.Number(),
  }),
]);

export const ModelInfo = Type.Object({
  ...ModelReference.properties,
  classes: Type.Array(Type.String()),
  positive: Type.Union([Type.String(), Type.Null()]),
  threshold: Type.Union([Type.Number(), Type.Null()]),
  unsure_below: Type.Number(),
  explainable: Type.Boolean(),
  max_text_length: Type.Integer({ description: 'In UTF-16 units.' }),
  recipe: Type.Unknown({ description: 'The recipe that it was trained by.' }),
  rows: Type.Integer({ description: 'Rows that it was trained on.' }),
  data_version: Type.String(),
  metrics: Type.Object(
    { out_of_fold: metricsOrNull, test: metricsOrNull },
    { description: 'On rows that the fit had not seen.' },
  ),
  bytes: Type.Integer(),
  sha256: Type.String(),
});
export type ModelInfo = Static<typeof ModelInfo>;
