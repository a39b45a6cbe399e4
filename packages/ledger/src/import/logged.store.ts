import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { InputToImport } from './imported.ts';

type Sql = Kysely<Tables>;

export interface EntryOf {
  readonly no: number;
  readonly key: string;
  readonly value: string;
}

const owners = {
  run_param: 'run_no',
  run_tag: 'run_no',
  logged_model_param: 'model_no',
  logged_model_tag: 'model_no',
} as const;

/** Those that are there stay as they are. */
export async function insertEntries(
  db: Sql,
  table: keyof typeof owners,
  entries: readonly EntryOf[],
): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    insert into ${sql.table(table)} (${sql.ref(owners[table])}, key, value)
    select no, key, value from unnest(
      ${entries.map(({ no }) => no)}::bigint[], ${entries.map(({ key }) => key)}::text[],
      ${entries.map(({ value }) => value)}::text[]
    ) as given (no, key, value)
    on conflict do nothing`.execute(db);
}

export interface PointOf {
  readonly no: number;
  readonly key: string;
  readonly atMs: number;
  readonly step: number;
  readonly value: number;
}

/** As points are logged (runs/logged.store.ts), of many runs at once. The caller holds the runs' locks. */
export async function insertRunPoints(db: Sql, points: readonly PointOf[]): Promise<void> {
  if (points.length === 0) return;
  const column = <Value>(of: (point: PointOf) => Value): Value[] => points.map(of);
  await sql`
    with given as (
      select * from unnest(
        ${column((p) => p.no)}::bigint[], ${column((p) => p.key)}::text[], ${column((p) => p.step)}::bigint[],
        ${column((p) => p.atMs)}::bigint[], ${column((p) => p.value)}::float8[]
      ) as given (run_no, key, step, at_ms, value)
    ), latest as (
      select distinct on (run_no, key) run_no, key, step, at_ms, value
      from given order by run_no, key, step desc, at_ms desc, value desc
    ), moved as (
      insert into metric (run_no, key, step, at_ms, value)
      select run_no, key, step, at_ms, value from latest
      on conflict (run_no, key) do update
        set step = excluded.step, at_ms = excluded.at_ms, value = excluded.value
        where (excluded.step, excluded.at_ms, excluded.value) > (metric.step, metric.at_ms, metric.value)
      returning id, run_no, key
    ), ids as (
      select id, run_no, key from moved
      union
      select metric.id, metric.run_no, metric.key from metric join latest using (run_no, key)
    )
    insert into metric_point (metric_id, at_ms, step, value)
    select ids.id, given.at_ms, given.step, given.value from given join ids using (run_no, key)
    on conflict do nothing`.execute(db);
}

/** Those that are there stay as they are. */
export async function insertRunInputs(
  db: Sql,
  inputs: readonly (InputToImport & { readonly no: number })[],
): Promise<void> {
  if (inputs.length === 0) return;
  await sql`
    insert into run_input (run_no, name, digest, context, source_type, source, schema, profile, tags)
    select run_no, name, digest, context, source_type, source, schema, profile, tags::jsonb
    from unnest(
      ${inputs.map(({ no }) => no)}::bigint[], ${inputs.map(({ name }) => name)}::text[],
      ${inputs.map(({ digest }) => digest)}::text[], ${inputs.map(({ context }) => context)}::text[],
      ${inputs.map(({ sourceType }) => sourceType)}::text[], ${inputs.map(({ source }) => source)}::text[],
      ${inputs.map(({ schema }) => schema)}::text[], ${inputs.map(({ profile }) => profile)}::text[],
      ${inputs.map(({ tags }) => JSON.stringify(tags))}::text[]
    ) with ordinality as given (run_no, name, digest, context, source_type, source, schema, profile, tags, at)
    order by at
    on conflict do nothing`.execute(db);
}
