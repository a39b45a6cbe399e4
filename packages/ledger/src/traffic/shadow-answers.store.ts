import { type Kysely, sql } from 'kysely';
import { storableJson } from '../predictions/storable-json.ts';
import type { Tables } from '../schema/tables.ts';
import type { ShadowAnswer } from './write-shadow-answers.ts';

/** Null: it was not asked, or failed. */
export async function selectShadowAnswer(
  db: Kysely<Tables>,
  predictionId: string,
  version: number,
): Promise<{ readonly version: number; readonly label: string; readonly confidence: number } | null> {
  const row = await db
    .selectFrom('shadow_answer')
    .select(['label', 'confidence'])
    .where('prediction_id', '=', predictionId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row || row.label === null || row.confidence === null) return null;
  return { version, label: row.label, confidence: row.confidence };
}

/** One statement and one parameter, whatever the number of rows, as for predictions. */
export async function insertShadowAnswers(
  db: Kysely<Tables>,
  answers: readonly ShadowAnswer[],
): Promise<void> {
  await sql`
    insert into shadow_answer (prediction_id, model, version, label, confidence, scores, took_us, failed)
    select "predictionId", model, version, label, confidence, scores, "tookUs", failed
    from json_to_recordset(${storableJson(answers)}::json) as row ("predictionId" uuid, model text, version integer,
      label text, confidence double precision, scores jsonb, "tookUs" integer, failed text)
    on conflict do nothing`.execute(db);
}
