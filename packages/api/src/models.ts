import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage, Sha256, Tags } from './common.ts';

export const ModelVersion = Type.Object({
  model: Type.String(),
  version: Type.Integer(),
  format: Type.Union([Type.Literal('verdict'), Type.Literal('other')]),
  status: Type.Union([Type.Literal('ready'), Type.Literal('pending'), Type.Literal('failed')]),
  stage: Type.String(),
  description: Type.String(),
  aliases: Type.Array(Type.String()),
  tags: Tags,
  run_id: Nullable(Type.String()),
  sha256: Nullable(Sha256),
  bytes: Nullable(Type.Integer()),
  /** Of a model file: `classes`, `recipe`, `seed`, `rows`, `data`, `node`, `learn`, `metrics`; null of others. */
  facts: Nullable(Type.Record(Type.String(), Type.Unknown())),
  created_ms: Ms,
  created_by: Type.String(),
});
export type ModelVersion = Static<typeof ModelVersion>;

export const Model = Type.Object({
  name: Type.String(),
  description: Type.String(),
  tags: Tags,
  aliases: Type.Record(Type.String(), Type.Integer(), { description: 'Alias to version number.' }),
  latest: Nullable(ModelVersion),
  versions: Type.Integer(),
  policy: Nullable(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'What the judge asks of a candidate; null: the policy that Verdict comes with.',
    }),
  ),
  created_ms: Ms,
  updated_ms: Ms,
});
export type Model = Static<typeof Model>;

/** `PATCH /models/{name}`. A tag that is null is taken away; a policy that is null is the one Verdict comes with. */
export const UpdateModel = Type.Object(
  {
    description: Type.Optional(Type.String({ maxLength: 5000 })),
    tags: Type.Optional(Type.Record(Type.String(), Nullable(Type.String()))),
    policy: Type.Optional(Nullable(Type.Record(Type.String(), Type.Unknown()))),
  },
  { additionalProperties: false },
);
export type UpdateModel = Static<typeof UpdateModel>;

export const ModelsReply = Type.Object({ models: Type.Array(Model), ...nextPage });
export type ModelsReply = Static<typeof ModelsReply>;
export const ModelVersionsReply = Type.Object({ versions: Type.Array(ModelVersion), ...nextPage });
export type ModelVersionsReply = Static<typeof ModelVersionsReply>;

/** `POST /models/{name}/versions`: the model file is the body, these its query. */
export const RegisterQuery = Type.Object(
  {
    run_id: Type.Optional(Type.String()),
    description: Type.Optional(Type.String({ maxLength: 5000 })),
  },
  { additionalProperties: false },
);
export type RegisterQuery = Static<typeof RegisterQuery>;
export const RegisterReply = Type.Object({
  registered: Type.Boolean({ description: 'False: the same file from the same run was there already.' }),
  version: ModelVersion,
});
export type RegisterReply = Static<typeof RegisterReply>;

export const Reason = Type.Object({
  rule: Type.String({ description: 'The rule of the policy that speaks.' }),
  passed: Type.Boolean(),
  message: Type.String(),
});

export const Judgement = Type.Object({
  id: Type.Integer(),
  model: Type.String(),
  candidate: Type.Integer(),
  champion: Nullable(Type.Integer()),
  verdict: Type.Union([Type.Literal('promote'), Type.Literal('refuse')]),
  reasons: Type.Array(Reason),
  numbers: Type.Record(Type.String(), Type.Unknown()),
  policy: Type.Record(Type.String(), Type.Unknown()),
  rows: Type.Integer(),
  rows_sha256: Nullable(Type.String()),
  created_ms: Ms,
  created_by: Type.String(),
});
export type Judgement = Static<typeof Judgement>;
export const JudgementsReply = Type.Object({ judgements: Type.Array(Judgement), ...nextPage });
export type JudgementsReply = Static<typeof JudgementsReply>;

export const JudgeRequest = Type.Object(
  {
    candidate: Type.Integer({ minimum: 1 }),
    /** Without it the champion. */
    against: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Rows to judge on, `name@number`; without it the rows that the candidate's run held out. */
    on: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type JudgeRequest = Static<typeof JudgeRequest>;

const fromSeen = Nullable(
  Type.Integer({
    minimum: 1,
    description: 'In service when the caller last looked, null: nothing; refused where it is another by now.',
  }),
);

export const PromoteRequest = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    on: Type.Optional(Type.String()),
    /** Moves the alias whatever the judge says. The reason is kept. */
    force: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    from: Type.Optional(fromSeen),
  },
  { additionalProperties: false },
);
export type PromoteRequest = Static<typeof PromoteRequest>;

export const PromoteReply = Type.Object({
  promoted: Type.Boolean(),
  forced: Type.Boolean(),
  from: Nullable(Type.Integer()),
  to: Type.Integer(),
  judgement: Nullable(Judgement),
});
export type PromoteReply = Static<typeof PromoteReply>;

export const RollbackRequest = Type.Object(
  { reason: Type.Optional(Type.String({ maxLength: 2000 })), from: Type.Optional(fromSeen) },
  { additionalProperties: false },
);
export type RollbackRequest = Static<typeof RollbackRequest>;
export const RollbackReply = Type.Object({ from: Type.Integer(), to: Type.Integer() });
export type RollbackReply = Static<typeof RollbackReply>;

export const AliasRequest = Type.Object(
  { version: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
);
export type AliasRequest = Static<typeof AliasRequest>;

/** git commit → data version → run → model version. */
export const Chain = Type.Object({
  commit: Nullable(
    Type.Object({ sha: Type.String(), dirty: Type.Boolean(), branch: Nullable(Type.String()) }),
  ),
  data: Nullable(
    Type.Object({
      dataset: Nullable(Type.String()),
      number: Nullable(Type.Integer()),
      rows_sha256: Type.String(),
    }),
  ),
  run: Nullable(Type.Object({ id: Type.String(), name: Type.String(), status: Type.String() })),
  version: ModelVersion,
  /** Who put it in service, newest first. */
  moves: Type.Array(
    Type.Object({
      alias: Type.String(),
      kind: Type.String(),
      from: Nullable(Type.Integer()),
      to: Nullable(Type.Integer()),
      reason: Type.String(),
      at_ms: Ms,
      actor: Type.String(),
    }),
  ),
});
export type Chain = Static<typeof Chain>;
