import { Type } from 'typebox';
import { type ServerErrorCode, serverErrors } from './errors.ts';
import { problemType } from './problem.ts';

const model = Type.Optional(
  Type.String({
    description: '`name` (its highest version) or `name@version`; without it the default model.',
  }),
);

export const PredictRequest = Type.Object(
  {
    text: Type.Optional(Type.String({ description: 'One text. Give either `text` or `texts`.' })),
    texts: Type.Optional(Type.Array(Type.String(), { description: 'Several texts, answered in order.' })),
    model,
  },
  { additionalProperties: false, examples: [{ text: 'A warm, funny and beautifully acted film.' }] },
);

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

const modelReference = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  run_id: Type.Null({ description: 'The training run on record; null for a model that came as a file.' }),
});

const answer = {
  label: Type.String({ description: 'The class that the model gives.' }),
  confidence: Type.Number({ description: 'Calibrated probability of the label.' }),
  scores: Type.Record(Type.String(), Type.Number(), {
    description: 'Calibrated probability of every class; they sum to one.',
  }),
  unsure: Type.Boolean({ description: 'Too close to call: better seen by a person.' }),
  model: modelReference,
};

export const PredictionReply = Type.Object({
  id: Type.String({ description: 'UUIDv7: ids sort in the order they were given.' }),
  ...answer,
});

export const PredictionsReply = Type.Object({ predictions: Type.Array(PredictionReply) });

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

export const Live = Type.Object({ status: Type.Literal('ok') });

const readyModel = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  self_test: Type.Literal('passed'),
});

export const Ready = Type.Object({ status: Type.Literal('ready'), models: Type.Array(readyModel) });

export const Health = Type.Object({
  status: Type.Literal('ok'),
  uptime_seconds: Type.Integer(),
  default_model: Type.String(),
  models: Type.Array(readyModel),
});

export const ModelInfoQuery = Type.Object({ model }, { additionalProperties: false });

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
  ...modelReference.properties,
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

const ProblemReply = Type.Object({
  type: Type.String(),
  code: Type.String({ description: 'Stable; docs/errors.md lists them all.' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  can_retry: Type.Boolean(),
  request_id: Type.String(),
});

/** What any route may answer. */
const everywhere: readonly ServerErrorCode[] = ['HOST_REFUSED', 'ORIGIN_REFUSED', 'INTERNAL'];

/** What a route that takes a body may answer before its handler is reached. */
export const bodyErrors: readonly ServerErrorCode[] = [
  'BODY_MISSING',
  'BODY_NOT_JSON',
  'BODY_CUT_SHORT',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'REQUEST_INVALID',
];

/** The errors of a route as replies, one a status, since that is how OpenAPI tells replies apart. */
export function refusals(...codes: readonly ServerErrorCode[]): Record<number, object> {
  const byStatus = new Map<number, ServerErrorCode[]>();
  for (const code of [...codes, ...everywhere]) {
    const status: number | null = serverErrors[code].status;
    if (status !== null) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `${code}: ${serverErrors[code].title}.`).join(' '),
        content: { [problemType]: { schema: ProblemReply } },
      },
    ]),
  );
}
