import { type Static, Type } from 'typebox';
import { MetricValue, Ms, Nullable, Sha256, Tags } from './common.ts';
import { RunStatus } from './runs.ts';

/**
 * What another system has on record, in batches. All of it may be sent again: what is there is left as it is, what is
 * new is added. One entry that cannot be kept refuses itself, and says why, not its batch.
 */
const closed = { additionalProperties: false } as const;

export const ImportRefusal = Type.Object({
  subject: Type.String({ description: 'Which: `run 5f0c…`, `parameter lr of the run 5f0c…`.' }),
  reason: Type.String(),
});
export type ImportRefusal = Static<typeof ImportRefusal>;

const counted = {
  added: Type.Integer({ description: 'Those that were not there.' }),
  there: Type.Integer({ description: 'Those that were; what they lacked has been added.' }),
  refused: Type.Array(ImportRefusal),
};
export const ImportReply = Type.Object(counted);
export type ImportReply = Static<typeof ImportReply>;

export const ImportedExperiment = Type.Object(
  {
    name: Type.String(),
    artifact_location: Nullable(Type.String({ description: 'Null: artifacts are kept with the record.' })),
    created_ms: Ms,
    updated_ms: Ms,
    deleted_ms: Nullable(Ms),
    tags: Tags,
  },
  closed,
);
export type ImportedExperiment = Static<typeof ImportedExperiment>;
export const ImportExperiments = Type.Object(
  { experiments: Type.Array(ImportedExperiment, { maxItems: 1000 }) },
  closed,
);
export type ImportExperiments = Static<typeof ImportExperiments>;
export const ImportExperimentsReply = Type.Object({
  ...counted,
  experiments: Type.Array(Type.Object({ name: Type.String(), id: Type.String() }), {
    description: 'Where their runs go: every one that was not refused.',
  }),
});
export type ImportExperimentsReply = Static<typeof ImportExperimentsReply>;

export const ImportedMetric = Type.Object(
  {
    key: Type.String(),
    points: Type.Array(Type.Tuple([Ms, Type.Integer(), MetricValue]), {
      description: 'Time, step and value of each.',
    }),
  },
  closed,
);
export type ImportedMetric = Static<typeof ImportedMetric>;
export const ImportedInput = Type.Object(
  {
    name: Type.String(),
    digest: Type.String(),
    source_type: Type.String(),
    source: Type.String(),
    schema: Nullable(Type.String()),
    profile: Nullable(Type.String()),
    context: Type.String(),
    tags: Tags,
  },
  closed,
);
export type ImportedInput = Static<typeof ImportedInput>;

/** A run with many points comes in pieces: the same run again with other points. */
export const ImportedRun = Type.Object(
  {
    id: Type.String({ pattern: '^[a-zA-Z0-9][\\w-]{0,255}$' }),
    experiment_id: Type.String({ description: 'As the reply to the experiments gave it.' }),
    name: Type.String(),
    user: Type.String(),
    status: RunStatus,
    start_ms: Ms,
    end_ms: Nullable(Ms),
    deleted_ms: Nullable(Ms),
    params: Tags,
    tags: Tags,
    metrics: Type.Array(ImportedMetric),
    inputs: Type.Array(ImportedInput),
  },
  closed,
);
export type ImportedRun = Static<typeof ImportedRun>;
export const ImportRuns = Type.Object({ runs: Type.Array(ImportedRun, { maxItems: 500 }) }, closed);
export type ImportRuns = Static<typeof ImportRuns>;

export const ImportedLoggedModel = Type.Object(
  {
    id: Type.String({ pattern: '^[a-zA-Z0-9][\\w-]{0,255}$' }),
    experiment_id: Type.String(),
    name: Type.String(),
    model_type: Type.String(),
    source_run_id: Nullable(Type.String()),
    status: Type.Union([Type.Literal('pending'), Type.Literal('ready'), Type.Literal('failed')]),
    status_message: Type.String(),
    created_ms: Ms,
    updated_ms: Ms,
    deleted_ms: Nullable(Ms),
    params: Tags,
    tags: Tags,
    metrics: Type.Array(
      Type.Object(
        {
          run_id: Type.String(),
          key: Type.String(),
          at_ms: Ms,
          step: Type.Integer(),
          value: MetricValue,
          dataset_name: Type.String(),
          dataset_digest: Type.String(),
        },
        closed,
      ),
    ),
    /** Runs that read or made it. */
    runs: Type.Array(
      Type.Object(
        {
          run_id: Type.String(),
          role: Type.Union([Type.Literal('input'), Type.Literal('output')]),
          step: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ImportedLoggedModel = Static<typeof ImportedLoggedModel>;
export const ImportLoggedModels = Type.Object(
  { models: Type.Array(ImportedLoggedModel, { maxItems: 500 }) },
  closed,
);
export type ImportLoggedModels = Static<typeof ImportLoggedModels>;

export const ImportedVersion = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
    run_id: Nullable(Type.String()),
    logged_model_id: Nullable(Type.String()),
    source: Type.String(),
    storage_location: Nullable(
      Type.String({ description: 'Where its files are, where the source only points there.' }),
    ),
    status: Type.Union([Type.Literal('pending'), Type.Literal('ready'), Type.Literal('failed')]),
    stage: Type.String(),
    description: Type.String(),
    user: Type.String(),
    run_link: Type.String(),
    created_ms: Ms,
    updated_ms: Ms,
    /** Its number is not given again. */
    deleted_ms: Nullable(Ms),
    tags: Tags,
  },
  closed,
);
export type ImportedVersion = Static<typeof ImportedVersion>;
export const ImportedModel = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    created_ms: Ms,
    updated_ms: Ms,
    tags: Tags,
    aliases: Type.Record(Type.String(), Type.Integer()),
    versions: Type.Array(ImportedVersion, { maxItems: 10_000 }),
  },
  closed,
);
export type ImportedModel = Static<typeof ImportedModel>;
export const ImportModels = Type.Object({ models: Type.Array(ImportedModel, { maxItems: 500 }) }, closed);
export type ImportModels = Static<typeof ImportModels>;
export const ImportModelsReply = Type.Object({
  ...counted,
  versions: Type.Integer({ description: 'Versions that were not there.' }),
});
export type ImportModelsReply = Static<typeof ImportModelsReply>;

export const ImportedFile = Type.Object(
  {
    of: Type.Union([Type.Literal('run'), Type.Literal('logged_model')]),
    id: Type.String(),
    path: Type.String({ description: 'Below its artifacts: `folder/file.txt`.' }),
    bytes: Type.Integer({ minimum: 0 }),
    sha256: Sha256,
  },
  closed,
);
export type ImportedFile = Static<typeof ImportedFile>;
/** Files by their hash. Bytes that are not there are sent first, with `PUT /api/v1/import/bytes/{sha256}`. */
export const ImportFiles = Type.Object({ files: Type.Array(ImportedFile, { maxItems: 2000 }) }, closed);
export type ImportFiles = Static<typeof ImportFiles>;
export const ImportFilesReply = Type.Object({
  ...counted,
  missing: Type.Array(Sha256, { description: 'Bytes to be sent; then send their files again.' }),
});
export type ImportFilesReply = Static<typeof ImportFilesReply>;
/** Many small ones in one call. */
export const ImportBytes = Type.Object(
  {
    blobs: Type.Array(Type.Object({ sha256: Sha256, base64: Type.String({ maxLength: 400_000 }) }, closed), {
      maxItems: 200,
    }),
  },
  closed,
);
export type ImportBytes = Static<typeof ImportBytes>;
export const ImportManyBytesReply = Type.Object({ kept: Type.Integer() });
export type ImportManyBytesReply = Static<typeof ImportManyBytesReply>;
export const ImportBytesReply = Type.Object({ sha256: Sha256, bytes: Type.Integer() });
export type ImportBytesReply = Static<typeof ImportBytesReply>;

/** Which of these the record has. */
export const ImportKnown = Type.Object(
  {
    experiments: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
    runs: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
    logged_models: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
    models: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
  },
  closed,
);
export type ImportKnown = Static<typeof ImportKnown>;
export const ImportKnownReply = Type.Object({
  experiments: Type.Array(Type.String()),
  runs: Type.Array(Type.String()),
  logged_models: Type.Array(Type.String()),
  models: Type.Array(Type.Object({ name: Type.String(), versions: Type.Array(Type.Integer()) })),
});
export type ImportKnownReply = Static<typeof ImportKnownReply>;
