import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import { disputedPredictions } from './disputed.store.ts';
import { type InsertShape, insertByColumns } from './insert-by-columns.ts';
import type { PredictionRow } from './prediction.ts';
import { storableJson } from './storable-json.ts';

type Db = Kysely<Tables>;

const shape: InsertShape<PredictionRow> = {
  table: 'prediction',
  key: ['id'],
  columns: [
    { name: 'id', type: 'uuid', of: ({ id }) => id },
    { name: 'at_ms', type: 'bigint', of: ({ atMs }) => atMs },
    { name: 'model', type: 'text', of: ({ model }) => model },
    { name: 'version', type: 'integer', of: ({ version }) => version },
    { name: 'part', type: 'text', of: ({ part }) => part },
    { name: 'surface', type: 'text', of: ({ surface }) => surface },
    { name: 'label', type: 'text', of: ({ label }) => label },
    { name: 'confidence', type: 'double precision', of: ({ confidence }) => confidence },
    { name: 'unsure', type: 'boolean', of: ({ unsure }) => unsure },
    { name: 'scores', type: 'jsonb', of: ({ scores }) => storableJson(scores) },
    { name: 'text', type: 'text', of: ({ text }) => text, nullable: true },
    { name: 'text_sha256', type: 'text', of: ({ textSha256 }) => textSha256, nullable: true },
    { name: 'characters', type: 'integer', of: ({ characters }) => characters },
    { name: 'took_us', type: 'integer', of: ({ tookUs }) => tookUs },
    { name: 'actor', type: 'text', of: ({ actor }) => actor, nullable: true },
    { name: 'request_id', type: 'text', of: ({ requestId }) => requestId, nullable: true },
  ],
};

export function insertPredictions(db: Db, rows: readonly PredictionRow[]): Promise<void> {
  return insertByColumns(db, shape, rows);
}

export interface PredictionsWanted {
  readonly model: string | null;
  readonly version: number | null;
  readonly label: string | null;
  readonly unsure: boolean | null;
  readonly disputed: boolean;
  /** Part of the text. */
  readonly search: string | null;
  readonly fromId: string;
  readonly beforeId: string;
  readonly count: number;
}

/** As in a list: the text cut, and what the latest feedback says. */
export interface ListedPrediction extends PredictionRow {
  readonly feedbackLabel: string | null;
}

/** A thousand whole texts could be as much as a hundred megabytes. */
const listedCharacters = 1000;

const columns = sql`id, at_ms, model, version, part, surface, label, confidence, unsure, scores, text_sha256,
  characters, took_us, actor, request_id`;

type Row = Omit<Selectable<Tables['prediction']>, 'scores'> & {
  readonly scores: Readonly<Record<string, number>>;
};

/** Newest first. */
export async function selectPredictions(db: Db, wanted: PredictionsWanted): Promise<ListedPrediction[]> {
  const from = await newestOf(db, wanted);
  if (from === null) return [];
  const { rows } = await sql<Row & { readonly feedback_label: string | null }>`
    select ${columns}, left(text, ${listedCharacters}::integer) as text, (select feedback.label from feedback
      where prediction_id = page.id order by feedback.id desc limit 1) as feedback_label
    from ${from} as page order by id desc`.execute(db);
  return rows.map((row) => ({ ...predictionOf(row), feedbackLabel: row.feedback_label }));
}

/** The last of so many, were there no search: where looking through texts ends for now. Null: there are fewer. */
export async function selectSearchEnd(
  db: Db,
  wanted: PredictionsWanted,
  most: number,
): Promise<string | null> {
  const from = await newestOf(db, { ...wanted, search: null, count: most });
  if (from === null) return null;
  const { rows } = await sql<{ id: string }>`
    select id from ${from} as page order by id desc offset ${sql.lit(most - 1)} limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

async function newestOf(db: Db, wanted: PredictionsWanted): Promise<RawBuilder<unknown> | null> {
  const { model, version, label, unsure, disputed, search, fromId, beforeId, count } = wanted;
  const like = sql`${label === null ? sql`` : sql`and label = ${label}`}
    ${unsure === null ? sql`` : sql`and unsure = ${unsure}`}
    ${search === null ? sql`` : sql`and strpos(lower(text), lower(${search}::text)) > 0`}`;
  const newest = sql`order by id desc limit ${count}`;
  if (disputed) {
    const from = disputedPredictions({
      model: sql`${model}`,
      columns: sql`*`,
      like: sql`${like} ${version === null ? sql`` : sql`and version = ${version}`}`,
      range: sql`and prediction_id >= ${fromId}::uuid and prediction_id < ${beforeId}::uuid`,
    });
    return sql`(select p.* from ${from}
      where not exists (select from label_task t where t.prediction_id = f.prediction_id and t.state = 'labelled')
      order by f.prediction_id desc limit ${count})`;
  }
  if (model === null) {
    return sql`(select * from prediction where id >= ${fromId}::uuid and id < ${beforeId}::uuid ${like} ${newest})`;
  }
  const versions = version === null ? await selectLoggedVersions(db, model) : [version];
  if (versions.length === 0) return null;
  // The index has versions before times: each version gives its newest, and the newest of those are the page. Rows
  // are compared whole, or PostgreSQL would read the log backwards for a version that went out of service long ago.
  const each = sql.join(
    versions.map(
      (number) => sql`(select * from prediction
        where (model, version, id) >= (${model}::text, ${number}::integer, ${fromId}::uuid)
          and (model, version, id) < (${model}::text, ${number}::integer, ${beforeId}::uuid) ${like}
        order by model desc, version desc, id desc limit ${count})`,
    ),
    sql` union all `,
  );
  return sql`(select * from (${each}) as of_version ${newest})`;
}

/** Jumps from one version to the next in the index, instead of reading all that they said. */
async function selectLoggedVersions(db: Db, model: string): Promise<number[]> {
  const { rows } = await sql<{ readonly version: number }>`
    with recursive each (version) as (
      (select version from prediction where model = ${model} order by version limit 1)
      union all
      select (select p.version from prediction p where p.model = ${model} and p.version > each.version
        order by p.version limit 1)
      from each where each.version is not null
    ) select version from each where version is not null`.execute(db);
  return rows.map(({ version }) => version);
}

export async function selectPrediction(db: Db, id: string): Promise<PredictionRow | null> {
  const { rows } = await sql<Row>`select ${columns}, text from prediction where id = ${id}::uuid`.execute(db);
  return rows.length === 0 ? null : predictionOf(rows[0]);
}

export async function deletePredictionRow(
  db: Db,
  id: string,
): Promise<{ readonly model: string; readonly version: number } | null> {
  const row = await db
    .deleteFrom('prediction')
    .where('id', '=', id)
    .returning(['model', 'version'])
    .executeTakeFirst();
  return row ?? null;
}

export async function deleteShadowAnswers(db: Db, predictionId: string): Promise<void> {
  await db.deleteFrom('shadow_answer').where('prediction_id', '=', predictionId).execute();
}

export async function deleteLabelTask(db: Db, predictionId: string): Promise<void> {
  await db.deleteFrom('label_task').where('prediction_id', '=', predictionId).execute();
}

/** Without its text a label teaches nothing; as feedback it goes on counting. */
export async function deleteAgedLabelTasks(db: Db, beforeId: string, count: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from label_task where prediction_id in (select prediction_id from label_task
      where prediction_id < ${beforeId}::uuid order by prediction_id limit ${count}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

export async function deleteAgedPredictions(db: Db, beforeId: string, count: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from prediction where id in (select id from prediction where id < ${beforeId}::uuid
      order by id limit ${count} for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

export async function deleteAgedShadowAnswers(db: Db, beforeId: string, count: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from shadow_answer where (prediction_id, version) in (select prediction_id, version from shadow_answer
      where prediction_id < ${beforeId}::uuid order by prediction_id, version limit ${count}
      for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0);
}

function predictionOf(row: Row): PredictionRow {
  return {
    id: row.id,
    atMs: row.at_ms,
    model: row.model,
    version: row.version,
    part: row.part,
    surface: row.surface,
    label: row.label,
    confidence: row.confidence,
    unsure: row.unsure,
    scores: row.scores,
    text: row.text,
    textSha256: row.text_sha256,
    characters: row.characters,
    tookUs: row.took_us,
    actor: row.actor,
    requestId: row.request_id,
  };
}
