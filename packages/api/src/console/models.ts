import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage, pageQuery, Sha256, Tags } from '../common.ts';
import { Chain, Judgement } from '../models.ts';
import { Traffic } from '../traffic.ts';

/** With the interval that holds the true share 19 times in 20, by Wilson. */
export const ShareWithin = Type.Object({ estimate: Type.Number(), low: Type.Number(), high: Type.Number() });
export type ShareWithin = Static<typeof ShareWithin>;

/** What a model file says of rows that its fit had not seen. */
export const ModelQuality = Type.Object({
  on: Type.Union([Type.Literal('test'), Type.Literal('out_of_fold')]),
  rows: Type.Integer(),
  accuracy: ShareWithin,
  macro_f1: Type.Number(),
  log_loss: Type.Number(),
  ece: Type.Number(),
  roc_auc: Nullable(Type.Number()),
});
export type ModelQuality = Static<typeof ModelQuality>;

/** A version in one line of a table. */
export const VersionLine = Type.Object({
  version: Type.Integer(),
  format: Type.Union([Type.Literal('verdict'), Type.Literal('other')]),
  status: Type.Union([Type.Literal('ready'), Type.Literal('pending'), Type.Literal('failed')]),
  aliases: Type.Array(Type.String()),
  description: Type.String(),
  run_id: Nullable(Type.String()),
  recipe: Nullable(Type.String()),
  classes: Type.Array(Type.String()),
  trained_rows: Nullable(Type.Integer()),
  /** On rows that the fit had not seen; null where the file says nothing of any. */
  quality: Nullable(ModelQuality),
  sha256: Nullable(Sha256),
  bytes: Nullable(Type.Integer()),
  created_ms: Ms,
  created_by: Type.String(),
});
export type VersionLine = Static<typeof VersionLine>;

/** Questions of the last 24 hours; `more` where there were more than are counted. */
export const AskedLately = Type.Object({ count: Type.Integer(), more: Type.Boolean() });
export type AskedLately = Static<typeof AskedLately>;

export const JudgementLine = Type.Object({
  id: Type.Integer(),
  candidate: Type.Integer(),
  champion: Nullable(Type.Integer()),
  verdict: Type.Union([Type.Literal('promote'), Type.Literal('refuse')]),
  refused_by: Type.Array(Type.String(), { description: 'The rules that did not pass.' }),
  /** Of accuracy, candidate less champion; null where there was no champion. */
  difference: Nullable(ShareWithin),
  rows: Type.Integer(),
  created_ms: Ms,
  created_by: Type.String(),
});
export type JudgementLine = Static<typeof JudgementLine>;

export const ConsoleModelLine = Type.Object({
  name: Type.String(),
  description: Type.String(),
  versions: Type.Integer(),
  latest: Nullable(Type.Integer()),
  can_serve: Type.Boolean({ description: 'Whether its champion or its newest version is a .verdict file.' }),
  champion: Nullable(VersionLine),
  champion_since_ms: Nullable(Ms),
  traffic: Nullable(Traffic),
  asked: AskedLately,
  judgement: Nullable(JudgementLine),
  updated_ms: Ms,
});
export type ConsoleModelLine = Static<typeof ConsoleModelLine>;

/** `GET /console/models` */
export const ConsoleModelsReply = Type.Object({ models: Type.Array(ConsoleModelLine), ...nextPage });
export type ConsoleModelsReply = Static<typeof ConsoleModelsReply>;
export const ConsoleModelsQuery = Type.Object(pageQuery, { additionalProperties: false });
export type ConsoleModelsQuery = Static<typeof ConsoleModelsQuery>;

const ChampionMove = Type.Object({
  kind: Type.String(),
  from: Nullable(Type.Integer()),
  to: Nullable(Type.Integer()),
  reason: Type.String(),
  judgement: Nullable(Type.Integer()),
  at_ms: Ms,
  actor: Type.String(),
});
export type ChampionMove = Static<typeof ChampionMove>;

const Policy = Type.Record(Type.String(), Type.Unknown());

/** `GET /console/models/{name}` */
export const ConsoleModel = Type.Object({
  name: Type.String(),
  description: Type.String(),
  tags: Tags,
  aliases: Type.Record(Type.String(), Type.Integer()),
  created_ms: Ms,
  updated_ms: Ms,
  policy: Nullable(Policy),
  /** The policy that the judge goes by now, whole. */
  policy_in_force: Policy,
  policy_usual: Policy,
  /** Newest first, the newest page of them. */
  versions: Type.Array(VersionLine),
  versions_total: Type.Integer(),
  ...nextPage,
  /** In service, whichever page it is on. */
  champion: Nullable(VersionLine),
  /** Of what is in service, else of the newest version; null where there is none. */
  chain: Nullable(Chain),
  /** Of the champion, newest first. */
  moves: Type.Array(ChampionMove),
  /** Whom a rollback puts in service; null: nobody served before. */
  rollback_to: Nullable(Type.Integer()),
  /** Newest first. */
  judgements: Type.Array(JudgementLine),
  traffic: Nullable(Traffic),
  asked: AskedLately,
  /** What people said of answers of the last 30 days. */
  feedback: Type.Array(
    Type.Object({
      version: Type.Integer(),
      labelled: Type.Integer(),
      correct: Type.Integer(),
      accuracy: ShareWithin,
    }),
  ),
});
export type ConsoleModel = Static<typeof ConsoleModel>;
export const ConsoleModelQuery = Type.Object(pageQuery, { additionalProperties: false });
export type ConsoleModelQuery = Static<typeof ConsoleModelQuery>;

const VersionClass = Type.Object({
  label: Type.String(),
  precision: Type.Number(),
  recall: Type.Number(),
  f1: Type.Number(),
  support: Type.Integer(),
  called: Type.Integer(),
});
export type VersionClass = Static<typeof VersionClass>;

/** `GET /console/models/{name}/versions/{version}` */
export const ConsoleVersion = Type.Object({
  model: Type.String(),
  line: VersionLine,
  tags: Tags,
  chain: Chain,
  /** Of a model file; null of others. */
  card: Nullable(
    Type.Object({
      kind: Type.String(),
      positive: Nullable(Type.String()),
      seed: Nullable(Type.Number()),
      node: Nullable(Type.String()),
      learn: Nullable(Type.String()),
      recipe: Type.Unknown(),
      classes: Type.Array(VersionClass, { description: 'On the rows that `quality` speaks of.' }),
      /** Row: true class; column: what was said; in the order of the classes. */
      confusion: Type.Array(Type.Array(Type.Integer())),
    }),
  ),
  run: Nullable(
    Type.Object({
      params: Tags,
      /** Path of the curves among the run's artifacts. */
      curves: Nullable(Type.String()),
      /** Path of the card among the run's artifacts. */
      card: Nullable(Type.String()),
      files: Type.Array(Type.Object({ path: Type.String(), bytes: Type.Integer() })),
    }),
  ),
  judgements: Type.Array(JudgementLine),
  asked: AskedLately,
  in_service: Nullable(Type.Integer()),
  /** Numbers of the versions before and after it that are there. */
  older: Nullable(Type.Integer()),
  newer: Nullable(Type.Integer()),
});
export type ConsoleVersion = Static<typeof ConsoleVersion>;

/** `GET /console/models/{name}/judgements/{id}` */
export const ConsoleJudgement = Type.Object({
  judgement: Judgement,
  /** In service now; another one than the judgement’s champion: it no longer says whether to promote. */
  in_service: Nullable(Type.Integer()),
  /** False: the candidate has been deleted since. */
  candidate_is_there: Type.Boolean(),
  policy_changed: Type.Boolean(),
});
export type ConsoleJudgement = Static<typeof ConsoleJudgement>;

/** `GET /console/models/{name}/consequences`: of putting a version in service, or of rolling back. */
export const ConsequencesQuery = Type.Object(
  {
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Without it, the one that a rollback goes back to.' }),
    ),
  },
  { additionalProperties: false },
);
export type ConsequencesQuery = Static<typeof ConsequencesQuery>;

export const Consequences = Type.Object({
  /** Null: nothing to roll back to. */
  to: Nullable(VersionLine),
  from: Nullable(VersionLine),
  /** Who put `from` in service, and when. */
  since: Nullable(ChampionMove),
  labels: Type.Object({ gained: Type.Array(Type.String()), lost: Type.Array(Type.String()) }),
  /** The newest of these two under the policy in force; null: the judge was not asked yet. */
  judgement: Nullable(Judgement),
  /** The rows that the training held out, `name@number`; null: the judge has to be told rows. */
  held_out: Nullable(Type.String()),
  /** Datasets that the judge could be told, each with its newest version. */
  datasets: Type.Array(Type.Object({ name: Type.String(), latest: Type.Integer() })),
  /** A trial that would end. */
  traffic: Nullable(Traffic),
  asked: AskedLately,
});
export type Consequences = Static<typeof Consequences>;
