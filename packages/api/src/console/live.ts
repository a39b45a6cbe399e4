import { type Static, Type } from 'typebox';
import { Ms, Nullable } from '../common.ts';
import { Disagreement } from '../traffic.ts';

export const LiveWindow = Type.Union([Type.Literal('15m'), Type.Literal('1h'), Type.Literal('1d')]);
export type LiveWindow = Static<typeof LiveWindow>;

/** `GET /console/live` */
export const ConsoleLiveQuery = Type.Object(
  {
    model: Type.Optional(Type.String({ description: 'Default: the default model.' })),
    window: Type.Optional(LiveWindow),
  },
  { additionalProperties: false },
);
export type ConsoleLiveQuery = Static<typeof ConsoleLiveQuery>;

const Latency = Type.Object({ p50: Type.Number(), p95: Type.Number(), p99: Type.Number() });

/** What was answered in one stretch of the window. */
export const LiveBucket = Type.Object({
  from_ms: Ms,
  answers: Type.Integer(),
  exact: Type.Boolean({ description: 'False: so many that they were estimated from a sample.' }),
  latency_ms: Nullable(Latency),
  mean_confidence: Nullable(Type.Number()),
  unsure: Nullable(Type.Number({ description: 'Share, 0 to 1.' })),
  versions: Type.Record(Type.String(), Type.Record(Type.String(), Type.Number()), {
    description: 'By version, answers by label.',
  }),
});
export type LiveBucket = Static<typeof LiveBucket>;

export const ConsoleLive = Type.Object({
  model: Type.String(),
  models: Type.Array(Type.String(), { description: 'Those that can be looked at; at most 1,000.' }),
  window: LiveWindow,
  from_ms: Ms,
  to_ms: Ms,
  bucket_ms: Type.Integer(),
  answers: Type.Integer(),
  sampled: Type.Integer({ description: 'Answers that latency, confidence and labels are taken from.' }),
  exact: Type.Boolean(),
  latency_ms: Nullable(Latency),
  unsure: Nullable(Type.Number()),
  confidence: Type.Array(Type.Number(), {
    description: 'Answers by confidence: 20 equal steps from 0 to 1.',
  }),
  labels: Type.Array(Type.String(), { description: 'The most frequent first; at most 12.' }),
  champion: Nullable(Type.Integer()),
  versions: Type.Array(Type.Integer(), { description: 'That answered in the window, newest first.' }),
  buckets: Type.Array(LiveBucket, { description: 'Oldest first; each is as long as `bucket_ms`.' }),
  shadow: Nullable(
    Type.Object({
      challenger: Type.Integer(),
      compared: Type.Integer({ description: 'Of the newest questions.' }),
      agreed: Type.Integer(),
      disagreements: Type.Array(Disagreement, { description: 'Newest first, at most 5.' }),
    }),
  ),
});
export type ConsoleLive = Static<typeof ConsoleLive>;
