import { type Static, Type } from 'typebox';
import { Ms, nextPage, Sha256 } from './common.ts';

export const ClassRows = Type.Object({ label: Type.String(), rows: Type.Integer() });
export type ClassRows = Static<typeof ClassRows>;

export const Finding = Type.Object({
  kind: Type.String(),
  severity: Type.Union([Type.Literal('refuse'), Type.Literal('warn'), Type.Literal('note')]),
  message: Type.String(),
});
export type Finding = Static<typeof Finding>;

export const DataSource = Type.Object({
  name: Type.String({ description: 'Name of the file that the rows came from.' }),
  format: Type.String(),
  bytes: Type.Integer(),
  sha256: Sha256,
  rows: Type.Integer(),
});
export type DataSource = Static<typeof DataSource>;

const Spread = Type.Object({
  min: Type.Number(),
  p10: Type.Number(),
  median: Type.Number(),
  p90: Type.Number(),
  max: Type.Number(),
  mean: Type.Number(),
});

export const DataProfile = Type.Object({
  characters: Spread,
  words: Spread,
  distinct_texts: Type.Integer(),
  /** The most frequent words, with the rows that have them. */
  top_words: Type.Array(Type.Object({ word: Type.String(), rows: Type.Integer() })),
});
export type DataProfile = Static<typeof DataProfile>;

export const DatasetVersion = Type.Object({
  dataset: Type.String(),
  number: Type.Integer(),
  rows_sha256: Type.String({ description: 'Hash of the rows in order: the version’s name by content.' }),
  blob_sha256: Sha256,
  rows: Type.Integer(),
  classes: Type.Array(ClassRows),
  profile: DataProfile,
  findings: Type.Array(Finding),
  sources: Type.Array(DataSource),
  message: Type.String(),
  created_ms: Ms,
  created_by: Type.String(),
});
export type DatasetVersion = Static<typeof DatasetVersion>;

export const Dataset = Type.Object({
  name: Type.String(),
  description: Type.String(),
  created_ms: Ms,
  versions: Type.Integer(),
  latest: Type.Union([DatasetVersion, Type.Null()]),
});
export type Dataset = Static<typeof Dataset>;

export const DatasetsReply = Type.Object({ datasets: Type.Array(Dataset), ...nextPage });
export type DatasetsReply = Static<typeof DatasetsReply>;
export const DatasetVersionsReply = Type.Object({ versions: Type.Array(DatasetVersion), ...nextPage });
export type DatasetVersionsReply = Static<typeof DatasetVersionsReply>;

/** `POST /datasets/{name}/versions`: the file's bytes are the body, these its query. */
export const AddVersionQuery = Type.Object(
  {
    filename: Type.String({ minLength: 1, maxLength: 255, description: 'Tells format and compression.' }),
    text: Type.Optional(Type.String({ maxLength: 200, description: 'Column of the texts.' })),
    label: Type.Optional(Type.String({ maxLength: 200, description: 'Column of the labels.' })),
    message: Type.Optional(Type.String({ maxLength: 2000 })),
    redact: Type.Optional(
      Type.Boolean({
        description:
          'Replace e-mail and IP addresses, phone, card and account numbers in the texts by words.',
      }),
    ),
    append: Type.Optional(
      Type.Boolean({ description: 'The rows of the latest version first, then those of this file.' }),
    ),
  },
  { additionalProperties: false },
);
export type AddVersionQuery = Static<typeof AddVersionQuery>;
export const AddVersionReply = Type.Object({
  added: Type.Boolean({ description: 'False: these rows were already there, as this version.' }),
  version: DatasetVersion,
});
export type AddVersionReply = Static<typeof AddVersionReply>;

/** Numbers, or `latest`. */
export const DiffQuery = Type.Object(
  { from: Type.String(), to: Type.String() },
  { additionalProperties: false },
);
export type DiffQuery = Static<typeof DiffQuery>;

export const DiffRow = Type.Object({
  text: Type.String(),
  before: Type.Array(Type.String()),
  after: Type.Array(Type.String()),
});
export const DatasetDiff = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  added: Type.Integer(),
  removed: Type.Integer(),
  relabelled: Type.Integer(),
  unchanged: Type.Integer(),
  /** Up to 20 of each kind. */
  examples: Type.Object({
    added: Type.Array(DiffRow),
    removed: Type.Array(DiffRow),
    relabelled: Type.Array(DiffRow),
  }),
});
export type DatasetDiff = Static<typeof DatasetDiff>;

export const VerifyReply = Type.Object({
  intact: Type.Boolean(),
  rows: Type.Integer(),
  faults: Type.Array(Type.String()),
});
export type VerifyReply = Static<typeof VerifyReply>;
