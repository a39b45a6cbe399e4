import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { RunRow } from './run.store.ts';
import type { Run, RunInput } from './run.ts';

type Sql = Kysely<Tables>;

/** All that was logged to a page of runs: five statements, however many runs there are. */
export async function loadRuns(db: Sql, rows: readonly RunRow[]): Promise<Run[]> {
  if (rows.length === 0) return [];
  const ofThese = sql<number>`any(${rows.map((row) => row.no)}::bigint[])`;
  const params = entriesByRun(await selectEntries(db, 'run_param', ofThese));
  const tags = entriesByRun(await selectEntries(db, 'run_tag', ofThese));
  const metrics = Map.groupBy(
    await db
      .selectFrom('metric')
      .select(['run_no', 'key', 'value', 'at_ms', 'step'])
      .where('run_no', '=', ofThese)
      .orderBy('run_no')
      .orderBy('key')
      .execute(),
    (row) => row.run_no,
  );
  const inputs = Map.groupBy(await selectInputs(db, ofThese), (row) => row.run_no);
  const models = Map.groupBy(
    await selectModels(
      db,
      rows.map((row) => row.no),
    ),
    (row) => row.run_no,
  );
  return rows.map((row) => {
    const latest = (metrics.get(row.no) ?? []).map(({ key, value, at_ms: atMs, step }) => ({
      key,
      value,
      atMs,
      step,
    }));
    return {
      id: row.id,
      name: row.name,
      experiment: { id: String(row.experiment_id), name: row.experiment_name },
      status: row.status,
      user: row.user_name,
      startMs: row.start_ms,
      endMs: row.end_ms,
      deleted: row.deleted_ms !== null,
      params: params.get(row.no) ?? {},
      metrics: Object.fromEntries(latest.map(({ key, value }) => [key, value])),
      latest,
      tags: tags.get(row.no) ?? {},
      inputs: (inputs.get(row.no) ?? []).map(({ input }) => input),
      models: (models.get(row.no) ?? []).map(({ name, version }) => ({ name, version })),
    };
  });
}

function selectEntries(
  db: Sql,
  table: 'run_param' | 'run_tag',
  ofThese: RawBuilder<number>,
): Promise<{ run_no: number; key: string; value: string }[]> {
  return db
    .selectFrom(table)
    .select(['run_no', 'key', 'value'])
    .where('run_no', '=', ofThese)
    .orderBy('run_no')
    .orderBy('key')
    .execute();
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

function entriesByRun(
  rows: readonly { readonly run_no: number; readonly key: string; readonly value: string }[],
): ReadonlyMap<number, Readonly<Record<string, string>>> {
  return new Map(
    [...Map.groupBy(rows, (row) => row.run_no)].map(([no, entries]) => [
      no,
      Object.fromEntries(entries.map(({ key, value }) => [key, value])),
    ]),
  );
}
