import { type Static, Type } from 'typebox';
import { Batch } from '../batches.ts';
import { Nullable } from '../common.ts';

export const BatchRowsQuery = Type.Object(
  {
    from_row: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Rows count from 0. Default 0.' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Default 25.' })),
    only: Type.Optional(Type.Union([Type.Literal('failed'), Type.Literal('unsure')])),
    label: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);
export type BatchRowsQuery = Static<typeof BatchRowsQuery>;

export const BatchRow = Type.Object({
  row: Type.Integer({ description: 'From 0, in the order of the texts.' }),
  text: Type.String({ description: 'Cut to 1,000 characters.' }),
  characters: Type.Integer({ description: 'Of the whole text.' }),
  label: Nullable(Type.String()),
  confidence: Nullable(Type.Number()),
  unsure: Nullable(Type.Boolean()),
  error: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
});
export type BatchRow = Static<typeof BatchRow>;

/** A batch as it stands, what came out so far, and some of its rows. */
export const ConsoleBatch = Type.Object({
  batch: Batch,
  labels: Type.Record(Type.String(), Type.Integer(), { description: 'Rows by label, of those written.' }),
  rows: Type.Array(BatchRow),
  next_row: Nullable(
    Type.Integer({
      description:
        'Where to look further: there may be no more that fit. Null at the end of what is written.',
    }),
  ),
});
export type ConsoleBatch = Static<typeof ConsoleBatch>;
