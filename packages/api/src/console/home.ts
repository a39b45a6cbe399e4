import { type Static, Type } from 'typebox';
import { Ms, Nullable } from '../common.ts';
import { Event } from '../events.ts';
import { ShareWithin } from './models.ts';

/** Something that a person should look at, and why. `subject` is a name, an id, or `name@number` of its kind. */
export const Attention = Type.Object({
  kind: Type.Union([
    Type.Literal('version_refused'),
    Type.Literal('rows_dropped'),
    Type.Literal('traffic_aborted'),
    Type.Literal('no_champion'),
    Type.Literal('job_failed'),
    Type.Literal('candidate_waiting'),
    Type.Literal('predictions_disputed'),
    Type.Literal('data_problems'),
  ]),
  urgency: Type.Union([Type.Literal('high'), Type.Literal('normal')]),
  subject: Type.String(),
  reason: Type.String({ description: 'One sentence.' }),
  count: Type.Integer({ description: 'How many of them; 1 where it is about one thing.' }),
  at_ms: Nullable(Ms),
});
export type Attention = Static<typeof Attention>;

export const ServedModel = Type.Object({
  name: Type.String(),
  description: Type.String(),
  versions: Type.Integer(),
  can_serve: Type.Boolean({ description: 'Whether a version of it is a .verdict file.' }),
  champion: Nullable(
    Type.Object({
      version: Type.Integer(),
      since_ms: Nullable(Ms),
      by: Nullable(Type.String()),
      data_version: Nullable(Type.String()),
      run_id: Nullable(Type.String()),
      git_commit: Nullable(Type.String()),
      /** On rows that the fit had not seen. */
      accuracy: Nullable(ShareWithin),
    }),
  ),
  is_default: Type.Boolean(),
});
export type ServedModel = Static<typeof ServedModel>;

export const ConsoleHome = Type.Object({
  attention: Type.Array(Attention, { description: 'The most urgent first.' }),
  models: Type.Array(ServedModel),
  events: Type.Array(Event, { description: 'The latest.' }),
  counts: Type.Object({
    datasets: Type.Integer(),
    runs: Type.Integer(),
    models: Type.Integer(),
    jobs_running: Type.Integer(),
    jobs_queued: Type.Integer(),
  }),
});
export type ConsoleHome = Static<typeof ConsoleHome>;
