import { type Static, Type } from 'typebox';
import { AccountRole, Scope } from './accounts.ts';
import { Ms, Nullable, Sha256 } from './common.ts';

/** What processes are told, and tell, that answer with the record's models and have no database of their own. */
export const ServingVersion = Type.Object({
  model: Type.String(),
  version: Type.Integer(),
  run_id: Nullable(Type.String()),
  sha256: Sha256,
  bytes: Type.Integer(),
});
export type ServingVersion = Static<typeof ServingVersion>;

export const ServingTraffic = Type.Object({
  model: Type.String(),
  challenger: Type.Integer(),
  mode: Type.Union([Type.Literal('shadow'), Type.Literal('canary')]),
  percent: Type.Number(),
  rules: Type.Object({
    minimum_answers: Type.Integer(),
    failure_share: Nullable(Type.Number()),
    latency_ratio: Nullable(Type.Number()),
    accuracy_drop: Nullable(Type.Number()),
  }),
  started_ms: Ms,
});
export type ServingTraffic = Static<typeof ServingTraffic>;

export const ServingKey = Type.Object({
  id: Type.String(),
  sha256: Type.String({ description: 'Of the secret part, in hex; the record keeps no more of it.' }),
  account: Type.String(),
  name: Type.String(),
  role: AccountRole,
  scopes: Type.Array(Scope),
  expires_ms: Nullable(Ms),
});
export type ServingKey = Static<typeof ServingKey>;

/** `GET /serving`: what to serve and who may ask for it. Its ETag changes with any of it. */
export const ServingState = Type.Object({
  revision: Type.String({ description: 'Another one whenever what should be served is another.' }),
  versions: Type.Array(ServingVersion, { description: 'The champion of every model.' }),
  challengers: Type.Array(ServingVersion, { description: 'What is tried beside them.' }),
  traffic: Type.Array(ServingTraffic, { description: 'How, in the same order.' }),
  keys: Type.Array(ServingKey, { description: 'Every API key that is good now.' }),
});
export type ServingState = Static<typeof ServingState>;

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** PostgreSQL's `integer`. */
const Count = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });
const Scores = Type.Record(Type.String(), Type.Number());

/** One answer, as the prediction log keeps it. */
export const LoggedPrediction = Type.Object(
  {
    id: Uuid,
    at_ms: Ms,
    model: Type.String(),
    version: Count,
    part: Type.Union([Type.Literal('champion'), Type.Literal('challenger'), Type.Literal('asked')]),
    surface: Type.String(),
    label: Type.String(),
    confidence: Type.Number(),
    unsure: Type.Boolean(),
    scores: Scores,
    text: Nullable(Type.String()),
    text_sha256: Nullable(Sha256),
    characters: Count,
    took_us: Count,
    actor: Nullable(Type.String()),
    request_id: Nullable(Type.String()),
  },
  { additionalProperties: false },
);
export type LoggedPrediction = Static<typeof LoggedPrediction>;

/** Of a batch of the log; it is written in one statement. */
const most = { minItems: 1, maxItems: 10_000 };

export const LogPredictions = Type.Object(
  { predictions: Type.Array(LoggedPrediction, most) },
  { additionalProperties: false },
);
export type LogPredictions = Static<typeof LogPredictions>;

/** What a challenger said, or could not say, to a question that the champion answered. */
export const LoggedShadowAnswer = Type.Object(
  {
    prediction_id: Uuid,
    model: Type.String(),
    version: Count,
    label: Nullable(Type.String()),
    confidence: Nullable(Type.Number()),
    scores: Nullable(Scores),
    took_us: Count,
    failed: Nullable(Type.String()),
  },
  { additionalProperties: false },
);
export type LoggedShadowAnswer = Static<typeof LoggedShadowAnswer>;

export const LogShadowAnswers = Type.Object(
  { answers: Type.Array(LoggedShadowAnswer, most) },
  { additionalProperties: false },
);
export type LogShadowAnswers = Static<typeof LogShadowAnswers>;

export const LoggedReply = Type.Object({
  taken: Type.Integer({
    description: 'Rows that are on record now; those that were there already are among them.',
  }),
});
export type LoggedReply = Static<typeof LoggedReply>;

/** `POST /serving/aborts`: a process has stopped asking a challenger, by the rules of its trial. */
export const AbortTrial = Type.Object(
  {
    model: Type.String(),
    reason: Type.String({ minLength: 1, maxLength: 2000 }),
    started_ms: Type.Integer({ description: 'Of the trial that is meant.' }),
  },
  { additionalProperties: false },
);
export type AbortTrial = Static<typeof AbortTrial>;
