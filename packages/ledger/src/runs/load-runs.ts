import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import { isInput, selectLinkedModels } from './logged-models/link.store.ts';
import type { RunRow } from './run.store.ts';
import type { LatestMetric, Run, RunInput } from './run.ts';
import { runInfoOf } from './run-info.ts';

type Sql = Kysely<Tables>;

/**
 * All that was logged to a page of runs, however many there are: one statement, and one more for each of inputs, versions
 * and logged models where any of the runs has one. Most have none, and a turn to the database costs more than its rows.
 */
export async function loadRuns(db: Sql, rows: readonly RunRow[]): Promise<Run[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map((row) => row.no);
  const ofThese = sql<number>`any(${numbers}::bigint[])`;
  const all = await selectEntries(db, ofThese);
  const entries = Map.groupBy(all.filter(isLogged), (row) => row.run_no);
  const has = new Set(all.filter((entry) => !isLogged(entry)).map(({ kind }) => kind));
  const inputs = Map.groupBy(has.has('input') ? await selectInputs(db, ofThese) : [], (row) => row.run_no);
  const models = Map.groupBy(has.has('version') ? await selectModels(db, numbers) : [], (row) => row.run_no);
  const linked = Map.groupBy(
    has.has('model') ? await selectLinkedModels(db, ofThese) : [],
    (row) => row.run_no,
  );
  return rows.map((row) => {
    const { params, tags, latest } = sorted(entries.get(row.no) ?? []);
    return {
      ...runInfoOf(row),
      params,
      metrics: Object.fromEntries(latest.map(({ key, value }) => [key, value])),
      latest,
      tags,
      inputs: (inputs.get(row.no) ?? []).map(({ input }) => input),
      models: (models.get(row.no) ?? []).map(({ name, version }) => ({ name, version })),
      modelInputs: (linked.get(row.no) ?? []).filter(isInput).map(({ id }) => id),
      modelOutputs: (linked.get(row.no) ?? [])
        .filter((row) => !isInput(row))
        .map(({ id, step }) => ({ id, step })),
    };
  });
}

type Logged =
  | { readonly run_no: number; readonly kind: 'param' | 'tag'; readonly key: string; readonly text: string }
  | {
      readonly run_no: number;
      readonly kind: 'metric';
      readonly key: string;
      readonly value: number;
      readonly at_ms: number;
      readonly step: number;
    };
/** Says only that there are some, of one run or another. */
interface Some {
  readonly kind: 'input' | 'version' | 'model';
}

function isLogged(entry: Logged | Some): entry is Logged {
  return entry.kind === 'param' || entry.kind === 'tag' || entry.kind === 'metric';
}

async function selectEntries(db: Sql, ofThese: RawBuilder<number>): Promise<readonly (Logged | Some)[]> {
  const { rows } = await sql<Logged | Some>`
    select run_no, 'param' as kind, key, value as text, null::float8 as value, null::bigint as at_ms, null::bigint as step
    from run_param where run_no = ${ofThese}
    union all
    select run_no, 'tag', key, value, null, null, null from run_tag where run_no = ${ofThese}
    union all
    select run_no, 'metric', key, null, value, at_ms, step from metric where run_no = ${ofThese}
    union all
    (select run_no, 'input', '', null, null, null, null from run_input where run_no = ${ofThese} limit 1)
    union all
    (select run_no, 'version', '', null, null, null, null from model_version where run_no = ${ofThese} limit 1)
    union all
    (select run_no, 'model', '', null, null, null, null from run_model where run_no = ${ofThese} limit 1)
    order by run_no, kind, key`.execute(db);
  return rows;
}

function sorted(entries: readonly Logged[]): Pick<Run, 'params' | 'tags' | 'latest'> {
  const params: [key: string, value: string][] = [];
  const tags: [key: string, value: string][] = [];
  const latest: LatestMetric[] = [];
  for (const entry of entries) {
    if (entry.kind === 'metric') {
      latest.push({ key: entry.key, value: entry.value, atMs: entry.at_ms, step: entry.step });
    } else {
      (entry.kind === 'param' ? params : tags).push([entry.key, entry.text]);
    }
  }
  return { params: Object.fromEntries(params), tags: Object.fromEntries(tags), latest };
}

async function selectInputs(
  db: Sql,
  ofThese: RawBuilder<number>,
): Promise<{ run_no: number; input: RunInput }[]> {
  const rows = await db
    .selectFrom('run_input')
    .leftJoin('dataset_version', 'dataset_version.id', 'run_input.dataset_version_id')
    .leftJoin('dataset', 'dataset.id', 'dataset_version.dataset_id')
    .select([
      'run_input.run_no',
      'run_input.name',
      'run_input.digest',
      'run_input.context',
      'run_input.source_type',
      'run_input.source',
      'run_input.schema',
      'run_input.profile',
      'run_input.tags',
      'dataset.name as dataset_name',
      'dataset_version.number as dataset_number',
    ])
    .where('run_input.run_no', '=', ofThese)
    .orderBy('run_input.id')
    .execute();
  return rows.map((row) => ({
    run_no: row.run_no,
    input: {
      name: row.name,
      digest: row.digest,
      context: row.context,
      sourceType: row.source_type,
      source: row.source,
      schema: row.schema,
      profile: row.profile,
      tags: row.tags,
      dataset:
        row.dataset_name !== null && row.dataset_number !== null
          ? { name: row.dataset_name, number: row.dataset_number }
          : null,
    },
  }));
}

export async function selectModels(
  db: Sql,
  runNumbers: readonly number[],
): Promise<{ run_no: number; name: string; version: number }[]> {
  const rows = await db
    .selectFrom('model_version')
    .innerJoin('model', 'model.id', 'model_version.model_id')
    .select(['model_version.run_no', 'model.name', 'model_version.number as version'])
    .where('model_version.run_no', '=', sql<number>`any(${runNumbers}::bigint[])`)
    .where('model_version.deleted_ms', 'is', null)
    .orderBy('model.name')
    .orderBy('model_version.number')
    .execute();
  return rows.map(({ run_no, name, version }) => ({ run_no: run_no as number, name, version }));
}
