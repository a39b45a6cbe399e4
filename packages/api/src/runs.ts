import { type Static, Type } from 'typebox';
import { MetricValue, Ms, Nullable, nextPage, pageQuery, Sha256, Tags } from './common.ts';

export const RunStatus = Type.Union(
  ['running', 'scheduled', 'finished', 'failed', 'killed'].map((status) => Type.Literal(status)) as [
    Type.TLiteral<'running'>,
    Type.TLiteral<'scheduled'>,
    Type.TLiteral<'finished'>,
    Type.TLiteral<'failed'>,
    Type.TLiteral<'killed'>,
  ],
);
export type RunStatus = Static<typeof RunStatus>;

export const Experiment = Type.Object({
  id: Type.String(),
  name: Type.String(),
  tags: Tags,
  created_ms: Ms,
  updated_ms: Ms,
  deleted: Type.Boolean(),
});
export type Experiment = Static<typeof Experiment>;
export const ExperimentsReply = Type.Object({ experiments: Type.Array(Experiment), ...nextPage });
export type ExperimentsReply = Static<typeof ExperimentsReply>;
export const CreateExperiment = Type.Object(
  { name: Type.String(), tags: Type.Optional(Tags) },
  { additionalProperties: false },
);
export type CreateExperiment = Static<typeof CreateExperiment>;

export const RunInput = Type.Object({
  name: Type.String(),
  digest: Type.String(),
  context: Type.String({ description: 'What the rows were for: training, testing.' }),
  source_type: Type.String(),
  source: Type.String(),
  dataset: Nullable(Type.Object({ name: Type.String(), number: Type.Integer() })),
});
export type RunInput = Static<typeof RunInput>;

export const Run = Type.Object({
  id: Type.String(),
  name: Type.String(),
  experiment: Type.Object({ id: Type.String(), name: Type.String() }),
  status: RunStatus,
  user: Type.String(),
  start_ms: Ms,
  end_ms: Nullable(Ms),
  deleted: Type.Boolean(),
  params: Tags,
  metrics: Type.Record(Type.String(), MetricValue, { description: 'The latest value of each.' }),
  tags: Tags,
  inputs: Type.Array(RunInput),
  models: Type.Array(Type.Object({ name: Type.String(), version: Type.Integer() }), {
    description: 'Versions registered from this run.',
  }),
});
export type Run = Static<typeof Run>;

export const CreateRun = Type.Object(
  {
    id: Type.Optional(
      Type.String({
        pattern: '^[a-zA-Z0-9][\\w-]{0,255}$',
        description: 'Chosen by the caller, so that a call sent twice makes one run.',
      }),
    ),
    experiment: Type.Optional(
      Type.String({ description: 'Name; made where it is not there. Default: Default.' }),
    ),
    name: Type.Optional(Type.String()),
    start_ms: Type.Optional(Ms),
    tags: Type.Optional(Tags),
  },
  { additionalProperties: false },
);
export type CreateRun = Static<typeof CreateRun>;

export const UpdateRun = Type.Object(
  {
    name: Type.Optional(Type.String()),
    status: Type.Optional(RunStatus),
    end_ms: Type.Optional(Ms),
    tags: Type.Optional(
      Type.Record(Type.String(), Nullable(Type.String()), {
        description: 'A tag that is null is taken away.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type UpdateRun = Static<typeof UpdateRun>;

export const MetricPoint = Type.Object({
  key: Type.String(),
  value: MetricValue,
  at_ms: Type.Optional(Ms),
  step: Type.Optional(Type.Integer()),
});
export type MetricPoint = Static<typeof MetricPoint>;
export const InputToLog = Type.Object({
  dataset: Type.String({ description: '`name@number` of a version on record.' }),
  context: Type.Optional(Type.String()),
});
export type InputToLog = Static<typeof InputToLog>;

/** All of it is logged, or nothing. */
export const LogBatch = Type.Object(
  {
    params: Type.Optional(Tags),
    metrics: Type.Optional(Type.Array(MetricPoint, { maxItems: 10_000 })),
    tags: Type.Optional(Tags),
    inputs: Type.Optional(Type.Array(InputToLog, { maxItems: 100 })),
  },
  { additionalProperties: false },
);
export type LogBatch = Static<typeof LogBatch>;

export const SearchRuns = Type.Object(
  {
    experiments: Type.Optional(Type.Array(Type.String(), { description: 'Names; without any, all.' })),
    filter: Type.Optional(
      Type.String({
        maxLength: 10_000,
        description: "`metrics.accuracy > 0.9 and params.recipe = 'nb-logreg'`",
      }),
    ),
    order_by: Type.Optional(Type.Array(Type.String(), { description: '`metrics.accuracy desc`' })),
    deleted: Type.Optional(Type.Boolean()),
    ...pageQuery,
    page_token: Type.Optional(
      Type.String({
        // It carries what the runs are ordered by, which can be text.
        maxLength: 8000,
        description: '`next_page_token` of the page before.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type SearchRuns = Static<typeof SearchRuns>;
export const RunsReply = Type.Object({ runs: Type.Array(Run), ...nextPage });
export type RunsReply = Static<typeof RunsReply>;

export const MetricHistoryQuery = Type.Object(
  {
    key: Type.String(),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 25_000, description: 'Default 1000.' })),
    page_token: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type MetricHistoryQuery = Static<typeof MetricHistoryQuery>;
export const MetricHistoryReply = Type.Object({
  points: Type.Array(Type.Object({ value: MetricValue, at_ms: Ms, step: Type.Integer() })),
  ...nextPage,
});
export type MetricHistoryReply = Static<typeof MetricHistoryReply>;

export const Artifact = Type.Object({
  path: Type.String(),
  bytes: Type.Integer(),
  sha256: Sha256,
  created_ms: Ms,
});
export type Artifact = Static<typeof Artifact>;
export const ArtifactsReply = Type.Object({ artifacts: Type.Array(Artifact) });
export type ArtifactsReply = Static<typeof ArtifactsReply>;

export const CompareRuns = Type.Object({
  runs: Type.Array(Run),
  /** Only what differs between them, a value a run; null where a run has none. */
  params: Type.Record(Type.String(), Type.Array(Nullable(Type.String()))),
  metrics: Type.Record(Type.String(), Type.Array(Nullable(MetricValue))),
});
export type CompareRuns = Static<typeof CompareRuns>;
