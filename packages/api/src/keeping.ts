import { type Static, Type } from 'typebox';

/** As far as dates go; a number that the database cannot take would be a failure of ours. */
const Age = { minimum: 0, maximum: 8_640_000_000_000_000 };

/** `POST /gc`: what was deleted, and what nothing on record refers to any more. */
export const GcRequest = Type.Object(
  {
    dry_run: Type.Optional(Type.Boolean({ description: 'Count only.' })),
    older_than_ms: Type.Optional(
      Type.Integer({ ...Age, description: 'Only bytes that were put this long ago. Default: one day.' }),
    ),
    deleted_for_ms: Type.Optional(
      Type.Integer({
        ...Age,
        description:
          'Runs, experiments and logged models that were deleted this long ago go for good. Default: 30 days.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type GcRequest = Static<typeof GcRequest>;

export const GcKept = Type.Object({
  kind: Type.Enum(['run', 'logged_model', 'experiment']),
  id: Type.String(),
  name: Type.String(),
  by: Type.String({ description: 'The model version that refers to it, as name@version.' }),
});
export type GcKept = Static<typeof GcKept>;

export const GcReply = Type.Object({
  dry_run: Type.Boolean(),
  blobs: Type.Integer({ description: 'Removed, or that would be.' }),
  bytes: Type.Integer(),
  runs: Type.Integer(),
  experiments: Type.Integer(),
  logged_models: Type.Integer(),
  kept: Type.Array(GcKept, {
    description: 'Deleted long enough ago, and still referred to: the first hundred.',
  }),
  kept_total: Type.Integer(),
  waiting: Type.Integer({
    description: 'Runs, experiments and logged models that are deleted, and not yet long enough.',
  }),
});
export type GcReply = Static<typeof GcReply>;
