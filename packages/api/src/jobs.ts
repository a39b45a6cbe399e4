import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage, pageQuery } from './common.ts';

export const JobState = Type.Union([
  Type.Literal('queued'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
]);
export type JobState = Static<typeof JobState>;

export const Job = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: JobState,
  input: Type.Unknown(),
  progress: Nullable(
    Type.Object({ stage: Type.String(), fraction: Type.Number({ description: '0 to 1.' }) }),
  ),
  result: Type.Unknown({ description: 'Null until it is done.' }),
  error: Nullable(Type.Object({ message: Type.String() })),
  attempts: Type.Integer(),
  max_attempts: Type.Integer(),
  due_ms: Ms,
  worker: Nullable(Type.String()),
  cancel_asked: Type.Boolean(),
  created_ms: Ms,
  started_ms: Nullable(Ms),
  finished_ms: Nullable(Ms),
  created_by: Type.String(),
});
export type Job = Static<typeof Job>;
export const JobsReply = Type.Object({ jobs: Type.Array(Job), ...nextPage });
export type JobsReply = Static<typeof JobsReply>;
export const JobsQuery = Type.Object(
  { kind: Type.Optional(Type.String()), state: Type.Optional(JobState), ...pageQuery },
  { additionalProperties: false },
);
export type JobsQuery = Static<typeof JobsQuery>;

/** What a training by a worker is asked for. */
export const TrainJob = Type.Object(
  {
    data: Type.String({ description: '`name` (its latest version) or `name@number`.' }),
    test: Type.Optional(
      Type.String({ description: '`name@number` to judge on instead of holding rows out.' }),
    ),
    model: Type.String({ description: 'Name to register the version under.' }),
    recipe: Type.Optional(Type.Unknown({ description: 'A name, or a recipe as JSON.' })),
    holdout: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 1 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    positive: Type.Optional(Type.String()),
    size_bytes: Type.Optional(Type.Integer({ minimum: 1 })),
    experiment: Type.Optional(Type.String()),
    /** Judge the new version, and put it in service if the judge says so. */
    promote: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type TrainJob = Static<typeof TrainJob>;

/** `POST /jobs`. The header `Idempotency-Key` makes a call that is sent twice one job. */
export const SubmitJob = Type.Object(
  { kind: Type.Literal('train'), input: TrainJob },
  { additionalProperties: false },
);
export type SubmitJob = Static<typeof SubmitJob>;
