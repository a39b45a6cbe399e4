import { type Static, Type } from 'typebox';
import { Ms, Nullable } from './common.ts';

/** With the interval that holds the true share 19 times in 20, by Wilson. */
const Share = Type.Object({ estimate: Type.Number(), low: Type.Number(), high: Type.Number() });

const Mode = Type.Union([Type.Literal('shadow'), Type.Literal('canary')], {
  description:
    'shadow: the challenger answers too, and nobody is told; canary: it answers in the champion’s place.',
});
const Percent = Type.Number({ minimum: 0, maximum: 100 });

const rules = {
  minimum_answers: Type.Integer({
    minimum: 1,
    maximum: 1e9,
    description: 'Until the challenger was asked so often, nothing is decided.',
  }),
  failure_share: Nullable(
    Type.Number({ minimum: 0, maximum: 1, description: 'Of its questions, that it may fail at; null: any.' }),
  ),
  latency_ratio: Nullable(
    Type.Number({
      minimum: 1,
      maximum: 1e6,
      description: 'How many times the champion’s time it may take, at the 95th percentile; null: any.',
    }),
  ),
  accuracy_drop: Nullable(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'How far its accuracy may lie behind, where feedback shows it for sure; null: any.',
    }),
  ),
};
const optionalRules = {
  minimum_answers: Type.Optional(rules.minimum_answers),
  failure_share: Type.Optional(rules.failure_share),
  latency_ratio: Type.Optional(rules.latency_ratio),
  accuracy_drop: Type.Optional(rules.accuracy_drop),
};
/** When a trial stops by itself. */
export const TrafficRules = Type.Object(rules);
export type TrafficRules = Static<typeof TrafficRules>;

/** `PUT /models/{name}/traffic`. Rules that are left out stay as they are in a trial that goes on, and have their usual values in a new one. */
export const TrafficRequest = Type.Object(
  {
    mode: Mode,
    version: Type.Integer({ minimum: 1, description: 'The challenger.' }),
    percent: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 100,
        description:
          'Of the questions that name no version; default 100 in the shadow. A canary has to say it.',
      }),
    ),
    rules: Type.Optional(Type.Object(optionalRules, { additionalProperties: false })),
  },
  { additionalProperties: false, examples: [{ mode: 'canary', version: 2, percent: 10 }] },
);
export type TrafficRequest = Static<typeof TrafficRequest>;

export const Traffic = Type.Object({
  model: Type.String(),
  version: Type.Integer({ description: 'The challenger.' }),
  mode: Mode,
  percent: Percent,
  rules: TrafficRules,
  state: Type.Union([Type.Literal('running'), Type.Literal('aborted')]),
  reason: Type.String({ description: 'Why it was aborted.' }),
  started_ms: Ms,
  updated_ms: Ms,
  updated_by: Type.String(),
});
export type Traffic = Static<typeof Traffic>;

export const AbortTrafficRequest = Type.Object(
  { reason: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
);
export type AbortTrafficRequest = Static<typeof AbortTrafficRequest>;

export const TrafficSide = Type.Object({
  version: Type.Integer(),
  answers: Type.Integer(),
  failures: Type.Integer({ description: 'Questions that it was asked and could not answer.' }),
  labels: Type.Record(Type.String(), Type.Integer(), { description: 'How often it gave each label.' }),
  mean_confidence: Nullable(Type.Number()),
  latency_ms: Nullable(Type.Object({ p50: Type.Number(), p95: Type.Number(), p99: Type.Number() })),
  labelled: Type.Integer({ description: 'Answers with feedback.' }),
  correct: Type.Integer({ description: 'Those that were right.' }),
  accuracy: Nullable(Share),
});
export type TrafficSide = Static<typeof TrafficSide>;

const Said = Type.Object({ label: Type.String(), confidence: Type.Number() });

export const Disagreement = Type.Object({
  prediction_id: Type.String(),
  at_ms: Ms,
  text: Nullable(Type.String({ description: 'Null where the prediction log keeps none.' })),
  champion: Said,
  challenger: Said,
});
export type Disagreement = Static<typeof Disagreement>;

/** `GET /models/{name}/traffic/report`: both sides since the trial began. */
export const TrafficReport = Type.Object({
  traffic: Traffic,
  most_answers: Type.Integer({ description: 'Of each side the newest answers, at most so many.' }),
  champion: Nullable(TrafficSide),
  challenger: TrafficSide,
  agreement: Nullable(
    Type.Object(
      {
        compared: Type.Integer(),
        agreed: Type.Integer(),
        share: Nullable(Share),
        matrix: Type.Array(
          Type.Object({ champion: Type.String(), challenger: Type.String(), count: Type.Integer() }),
          { description: 'How often each pair of labels was said; the most frequent first.' },
        ),
        disagreements: Type.Array(Disagreement, { description: 'Newest first.' }),
      },
      { description: 'Of a shadow; of a canary null, since no question is answered by both.' },
    ),
  ),
});
export type TrafficReport = Static<typeof TrafficReport>;

export const TrafficReportQuery = Type.Object(
  {
    examples: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, description: 'Disagreements to show; default 20.' }),
    ),
  },
  { additionalProperties: false },
);
export type TrafficReportQuery = Static<typeof TrafficReportQuery>;
