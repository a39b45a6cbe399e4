import { type Kysely, sql } from 'kysely';
import { storableJson } from '../predictions/storable-json.ts';
import type { Tables } from '../schema/tables.ts';
import type { ShadowAnswer } from './write-shadow-answers.ts';

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
