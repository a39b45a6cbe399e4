import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage } from '../common.ts';
import { ClassRows, DatasetDiff, DatasetVersion, DiffRow } from '../datasets.ts';

/** A model version whose run had these rows as an input. */
export const TrainedModel = Type.Object({ model: Type.String(), version: Type.Integer() });
export type TrainedModel = Static<typeof TrainedModel>;

const Use = Type.Object({
  runs: Type.Integer({ description: 'Runs that have it as an input.' }),
  models: Type.Array(TrainedModel, { description: 'Newest first, at most 20.' }),
});

/** A version as a line of its dataset’s history. */
export const DatasetStep = Type.Object({
  number: Type.Integer(),
  rows: Type.Integer(),
  classes: Type.Array(ClassRows, { description: 'The largest, at most 12.' }),
  class_count: Type.Integer(),
  warnings: Type.Integer(),
  notes: Type.Integer(),
  sources: Type.Array(Type.String(), { description: 'Names of files, the last that were added, at most 3.' }),
  source_count: Type.Integer(),
  message: Type.String(),
  created_ms: Ms,
  created_by: Type.String(),
  used: Use,
});
export type DatasetStep = Static<typeof DatasetStep>;

export const ConsoleDataset = Type.Object({
  name: Type.String(),
  description: Type.String(),
  created_ms: Ms,
  versions: Type.Integer({ description: 'How many there are.' }),
  steps: Type.Array(DatasetStep, { description: 'Newest first.' }),
  ...nextPage,
});
export type ConsoleDataset = Static<typeof ConsoleDataset>;

export const ConsoleDatasetVersion = Type.Object({
  version: DatasetVersion,
  latest: Type.Integer({ description: 'Number of the latest version.' }),
  used: Use,
});
export type ConsoleDatasetVersion = Static<typeof ConsoleDatasetVersion>;

export const DatasetRowsQuery = Type.Object(
  {
    from_row: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Rows count from 1. Default 1.' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Default 25.' })),
    label: Type.Optional(Type.String({ maxLength: 1000 })),
    search: Type.Optional(
      Type.String({ maxLength: 200, description: 'Part of the text, whatever its capitals.' }),
    ),
    whole: Type.Optional(
      Type.Boolean({ description: 'One text, uncut: the first that fits from `from_row` on.' }),
    ),
  },
  { additionalProperties: false },
);
export type DatasetRowsQuery = Static<typeof DatasetRowsQuery>;

export const DatasetRow = Type.Object({
  row: Type.Integer(),
  text: Type.String({ description: 'Cut to 1,000 characters, but for `whole`.' }),
  characters: Type.Integer({ description: 'Of the whole text.' }),
  label: Type.String(),
  source: Nullable(Type.String({ description: 'Name of the file that it came from.' })),
});
export type DatasetRow = Static<typeof DatasetRow>;

export const DatasetRows = Type.Object({
  rows: Type.Array(DatasetRow),
  next_row: Nullable(
    Type.Integer({
      description: 'Where to look further: there may be no more that fit. Null at the end of the file.',
    }),
  ),
});
export type DatasetRows = Static<typeof DatasetRows>;

export const DiffKind = Type.Union([
  Type.Literal('added'),
  Type.Literal('removed'),
  Type.Literal('relabelled'),
]);
export type DiffKind = Static<typeof DiffKind>;

export const DiffPageQuery = Type.Object(
  {
    from: Type.String(),
    to: Type.String(),
    kind: Type.Optional(
      Type.Union([Type.Literal('added'), Type.Literal('removed'), Type.Literal('relabelled')], {
        description: 'Default: the first of added, relabelled and removed that has any.',
      }),
    ),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Of 25. Default 1.' })),
  },
  { additionalProperties: false },
);
export type DiffPageQuery = Static<typeof DiffPageQuery>;

export const DiffPage = Type.Object({
  counts: Type.Omit(DatasetDiff, ['examples']),
  kind: DiffKind,
  page: Type.Integer(),
  pages: Type.Integer({ description: 'Of the texts that are listed: the first 2,000 of a kind.' }),
  listed: Type.Integer({ description: 'Texts of this kind that can be paged through.' }),
  rows: Type.Array(DiffRow),
});
export type DiffPage = Static<typeof DiffPage>;
