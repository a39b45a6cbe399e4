import { type Static, Type } from 'typebox';

/** `POST /gc`: what nothing on record refers to any more. */
export const GcRequest = Type.Object(
  {
    dry_run: Type.Optional(Type.Boolean({ description: 'Count only.' })),
    older_than_ms: Type.Optional(
      Type.Integer({
        minimum: 0,
        // As far as dates go; a number that the database cannot take would be a failure of ours.
        maximum: 8_640_000_000_000_000,
        description: 'Only what was put this long ago. Default: one day.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type GcRequest = Static<typeof GcRequest>;

export const GcReply = Type.Object({
  dry_run: Type.Boolean(),
  blobs: Type.Integer({ description: 'Removed, or that would be.' }),
  bytes: Type.Integer(),
});
export type GcReply = Static<typeof GcReply>;
