import { type Static, Type } from 'typebox';
import { MetricValue, Ms, Nullable } from '../common.ts';
import { Artifact, Run, RunStatus } from '../runs.ts';

/** `metrics.accuracy`, `params.recipe`, `tags.team`: what comes after the first dot is the key as it is. */
const Column = Type.String({ maxLength: 300, pattern: '^(metrics|params|tags)\\.' });
/** More columns than fit on any screen, side by side. */
const Columns = Type.Array(Column, { maxItems: 60 });

/** Which runs, in which order. */
const asked = {
  experiments: Type.Optional(
    Type.Array(Type.String({ maxLength: 500 }), { maxItems: 100, description: 'Names; without any, all.' }),
  ),
  filter: Type.Optional(Type.String({ maxLength: 10_000 })),
  order_by: Type.Optional(Type.Array(Type.String({ maxLength: 600 }), { maxItems: 5 })),
  deleted: Type.Optional(Type.Boolean()),
};

/** A filter that is being written is not yet one: where it stops being understood, and what would be right. */
export const FilterFault = Type.Object({
  of: Type.Union([Type.Literal('filter'), Type.Literal('order')]),
  at: Type.Integer({ description: 'Where it begins, in UTF-16 units.' }),
  end: Type.Integer(),
  message: Type.String(),
});
export type FilterFault = Static<typeof FilterFault>;

export const RunKeys = Type.Object({
  experiments: Type.Array(Type.String()),
  params: Type.Array(Type.String()),
  metrics: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
});
export type RunKeys = Static<typeof RunKeys>;

/** A line of the table of runs: of all that was logged, the values of the columns that are shown. */
export const RunLine = Type.Object({
  number: Type.Integer(),
  id: Type.String(),
  name: Type.String(),
  experiment: Type.String(),
  status: RunStatus,
  user: Type.String(),
  start_ms: Ms,
  end_ms: Nullable(Ms),
  models: Type.Array(Type.String({ description: '`name@version`' })),
  values: Type.Array(Type.Union([MetricValue, Type.String(), Type.Null()])),
});
export type RunLine = Static<typeof RunLine>;

export const FindRuns = Type.Object(
  {
    ...asked,
    columns: Type.Optional(Columns),
  },
  { additionalProperties: false },
);
export type FindRuns = Static<typeof FindRuns>;

/** Every run that was found, by number and in order, so that a table can go to any line; the first lines whole. */
export const FoundRuns = Type.Object({
  fault: Nullable(FilterFault),
  numbers: Type.Array(Type.Integer()),
  more: Type.Boolean({ description: 'There are more than are listed.' }),
  columns: Type.Array(Type.String(), { description: 'Those asked for; where none were, the usual ones.' }),
  lines: Type.Array(RunLine),
});
export type FoundRuns = Static<typeof FoundRuns>;

export const RunLinesRequest = Type.Object(
  {
    numbers: Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), { maxItems: 500 }),
    columns: Columns,
  },
  { additionalProperties: false },
);
export type RunLinesRequest = Static<typeof RunLinesRequest>;
/** In the order asked for; a run that is gone is left out. */
export const RunLinesReply = Type.Object({ lines: Type.Array(RunLine) });
export type RunLinesReply = Static<typeof RunLinesReply>;

export const ConfusionMatrix = Type.Object({
  classes: Type.Array(Type.String()),
  /** Row: the true class; column: the one called. */
  counts: Type.Array(Type.Array(Type.Integer())),
});
export type ConfusionMatrix = Static<typeof ConfusionMatrix>;

/** Some runs by their ids, or the first that a filter finds. */
export const SideBySide = Type.Object(
  {
    ...asked,
    ids: Type.Optional(Type.Array(Type.String({ maxLength: 256 }), { maxItems: 50 })),
  },
  { additionalProperties: false },
);
export type SideBySide = Static<typeof SideBySide>;
export const SideBySideReply = Type.Object({
  fault: Nullable(FilterFault),
  runs: Type.Array(Run),
  more: Type.Boolean(),
  missing: Type.Array(Type.String({ description: 'An id that no run has.' })),
  confusions: Type.Record(Type.String(), ConfusionMatrix, { description: 'By run; of the first runs.' }),
});
export type SideBySideReply = Static<typeof SideBySideReply>;

export const CurvesRequest = Type.Object(
  {
    ids: Type.Array(Type.String({ maxLength: 256 }), { minItems: 1, maxItems: 50 }),
    keys: Type.Optional(Type.Array(Type.String({ maxLength: 250 }), { maxItems: 12 })),
    points: Type.Optional(
      Type.Integer({ minimum: 10, maximum: 2000, description: 'Of a curve at most. Default 400.' }),
    ),
  },
  { additionalProperties: false },
);
export type CurvesRequest = Static<typeof CurvesRequest>;
export const Curve = Type.Object({
  run_id: Type.String(),
  key: Type.String(),
  total: Type.Integer({ description: 'Points on record.' }),
  steps: Type.Array(Type.Integer()),
  at_ms: Type.Array(Ms),
  values: Type.Array(MetricValue),
});
export type Curve = Static<typeof Curve>;
export const CurvesReply = Type.Object({
  keys: Type.Array(Type.String(), { description: 'Metrics with more than one point in any of the runs.' }),
  curves: Type.Array(Curve),
});
export type CurvesReply = Static<typeof CurvesReply>;

export const RunOverview = Type.Object({
  run: Run,
  artifacts: Type.Array(Artifact),
  confusion: Nullable(ConfusionMatrix),
});
export type RunOverview = Static<typeof RunOverview>;
