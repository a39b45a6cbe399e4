import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';

type Db = Kysely<Tables>;

export interface SlicesWanted {
  readonly model: string;
  readonly versions: readonly number[];
  readonly fromMs: number;
  readonly sliceMs: number;
  readonly slices: number;
  readonly slicesPerBucket: number;
  /** Of each slice and version the first so many are counted, and the first so many looked at. */
  readonly mostCounted: number;
  readonly mostSampled: number;
}

/** A millisecond as the first id of it: time is the first 48 bits of a UUIDv7. */
const idAt = (ms: string) =>
  sql.raw(
    `(overlay(lpad(to_hex((${ms})::bigint), 12, '0') placing '-' from 9 for 0) || '-0000-0000-000000000000')::uuid`,
  );

export interface SliceCount {
  readonly slice: number;
  readonly version: number;
  /** One more than is counted where there are more. */
  readonly answers: number;
  /** Of the last of them. */
  readonly lastId: string;
}

export interface SampledGroup {
  readonly bucket: number;
  readonly version: number;
  readonly label: string;
  readonly sampled: number;
  readonly unsure: number;
  readonly confidence: number;
}

export interface SampledBucket {
  /** Null: of all of them. */
  readonly bucket: number | null;
  readonly tookUs: readonly number[];
}

export interface Slices {
  readonly counts: readonly SliceCount[];
  readonly groups: readonly SampledGroup[];
  readonly buckets: readonly SampledBucket[];
  /** Answers by confidence, in 20 steps. */
  readonly confidence: readonly number[];
}

/** As values and not as an array, of which the planner thinks that it has a hundred. */
const listed = (versions: readonly number[]) =>
  sql.join(versions.map((version) => sql`(${sql.lit(version)})`));

const percentiles = sql`percentile_cont(array[0.5, 0.95, 0.99]) within group (order by took_us)`;

/**
 * The first ids of each slice, out of the index alone; of those the first some are looked at, so that a busy minute says
 * as much of itself as a quiet one. The look is by key and not in the same scan, or the planner may read the log by time
 * and throw away what is of other versions. Compared as whole rows the same takes fifty times as long.
 */
export async function selectSlices(db: Db, wanted: SlicesWanted): Promise<Slices> {
  const { model, versions, fromMs, sliceMs, slices, slicesPerBucket, mostCounted, mostSampled } = wanted;
  const { rows } = await sql<{
    counts: readonly (Omit<SliceCount, 'lastId'> & { readonly last_id: string })[] | null;
    groups: readonly SampledGroup[] | null;
    buckets: readonly { bucket: number | null; took_us: readonly number[] | null }[] | null;
    confidence: readonly { step: number; count: number }[] | null;
  }>`
    with slice as (
      select n as slice, ${idAt('t.from_ms + n * t.slice_ms')} as from_id,
        ${idAt('t.from_ms + (n + 1) * t.slice_ms')} as to_id
      from (select ${fromMs}::bigint as from_ms, ${sliceMs}::bigint as slice_ms) as t,
        generate_series(0, ${sql.lit(slices - 1)}) as n
    ), place as materialized (
      select s.slice, v.version, s.from_id, s.to_id
      from slice as s cross join (values ${listed(versions)}) as v (version)
    ), counted as materialized (
      select p.slice, p.version, c.answers, c.last_id
      from place as p cross join lateral (
        -- They come in the order of the index, so the last of the array is the last of them.
        select count(*) as answers, (array_agg(id))[count(*)] as last_id from (
          select id from prediction
          where model = ${model} and version = p.version and id >= p.from_id and id < p.to_id
          order by id limit ${sql.lit(mostCounted + 1)}
        ) as ids
      ) as c
      where c.answers > 0
    ), sampled as materialized (
      select c.slice / ${sql.lit(slicesPerBucket)} as bucket, c.version, p.label, p.confidence, p.unsure, p.took_us
      from counted as c
      join place as s on s.slice = c.slice and s.version = c.version
      cross join lateral (
        select id from prediction
        where model = ${model} and version = c.version and id >= s.from_id and id < s.to_id
        order by id limit ${sql.lit(mostSampled)}
      ) as first
      join lateral (select label, confidence, unsure, took_us from prediction where id = first.id limit 1) as p on true
    )
    select
      (select jsonb_agg(c) from (
        select slice, version, answers, last_id from counted
      ) as c) as counts,
      (select jsonb_agg(g) from (
        select bucket, version, label, count(*) as sampled, count(*) filter (where unsure) as unsure,
          sum(confidence) as confidence
        from sampled group by bucket, version, label
      ) as g) as groups,
      (select jsonb_agg(b) from (
        select bucket, ${percentiles} as took_us from sampled group by rollup (bucket)
      ) as b) as buckets,
      (select jsonb_agg(c) from (
        select least(19, floor(confidence * 20))::int as step, count(*) as count from sampled group by 1
      ) as c) as confidence`.execute(db);
  const [row] = rows;
  const confidence = Array.from({ length: 20 }, () => 0);
  for (const { step, count } of row.confidence ?? []) confidence[Math.max(0, step)] += count;
  return {
    counts: (row.counts ?? []).map(({ last_id, ...count }) => ({ ...count, lastId: last_id })),
    groups: row.groups ?? [],
    buckets: (row.buckets ?? []).flatMap(({ bucket, took_us }) =>
      took_us === null ? [] : [{ bucket, tookUs: took_us }],
    ),
    confidence,
  };
}

/** Versions that answered since, newest first: one look into the index for each that ever did. */
export async function selectVersionsSince(
  db: Db,
  { model, sinceId, most }: { readonly model: string; readonly sinceId: string; readonly most: number },
): Promise<readonly number[]> {
  const { rows } = await sql<{ version: number }>`
    with recursive each (version) as (
      (select version from prediction where model = ${model} order by version desc limit 1)
      union all
      select (select p.version from prediction p where p.model = ${model} and p.version < each.version
        order by p.version desc limit 1)
      from each where each.version is not null
    )
    select version from each where version is not null
      and exists (select from prediction p
        where p.model = ${model} and p.version = each.version and p.id >= ${sinceId}::uuid)
    order by version desc limit ${sql.lit(most)}`.execute(db);
  return rows.map(({ version }) => version);
}

export interface LiveShadow {
  readonly compared: number;
  readonly agreed: number;
  readonly disagreements: readonly {
    readonly predictionId: string;
    readonly atMs: number;
    readonly text: string | null;
    readonly champion: { readonly label: string; readonly confidence: number };
    readonly challenger: { readonly label: string; readonly confidence: number };
  }[];
}

export async function selectLiveShadow(
  db: Db,
  wanted: {
    readonly model: string;
    readonly challenger: number;
    readonly newest: number;
    readonly examples: number;
  },
): Promise<LiveShadow> {
  const pairs = sql`
    select p.id, p.at_ms, p.text, p.label as said, p.confidence as said_confidence, s.label, s.confidence
    from (
      select * from shadow_answer where model = ${wanted.model} and version = ${wanted.challenger}
      order by prediction_id desc limit ${sql.lit(wanted.newest)}
    ) as s
    join lateral (select * from prediction where id = s.prediction_id limit 1) as p on true
    where s.failed is null`;
  const { rows: counts } = await sql<{ compared: number; agreed: number }>`
    select count(*)::int as compared, (count(*) filter (where said = label))::int as agreed
    from (${pairs}) as pairs`.execute(db);
  const { rows } = await sql<{
    id: string;
    at_ms: number;
    text: string | null;
    said: string;
    said_confidence: number;
    label: string;
    confidence: number;
  }>`select id, at_ms, left(text, 1000) as text, said, said_confidence, label, confidence from (${pairs}) as pairs
     where said <> label order by id desc limit ${sql.lit(wanted.examples)}`.execute(db);
  return {
    ...counts[0],
    disagreements: rows.map((row) => ({
      predictionId: row.id,
      atMs: Number(row.at_ms),
      text: row.text,
      champion: { label: row.said, confidence: row.said_confidence },
      challenger: { label: row.label, confidence: row.confidence },
    })),
  };
}
