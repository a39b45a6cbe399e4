import { type RawBuilder, sql } from 'kysely';

export interface DisputedWanted {
  /** A name, or a column that has it. */
  readonly model: RawBuilder<unknown>;
  /** Of the prediction; its label is among them. */
  readonly columns: RawBuilder<unknown>;
  /** Of the prediction, from its `and` on. */
  readonly like?: RawBuilder<unknown>;
  /** Of the feedback, likewise. */
  readonly range?: RawBuilder<unknown>;
}

/** Newest first. Further back than this nobody waits for an answer, and the look stays short. */
const newestDisputes = 5000;

/**
 * What stands behind `from`: predictions `p` whose latest feedback says that the label is wrong, by `f.prediction_id`. Who
 * took it back disputes it no longer.
 */
export function disputedPredictions({
  model,
  columns,
  like = sql``,
  range = sql``,
}: DisputedWanted): RawBuilder<unknown> {
  return sql`(
      select distinct prediction_id from (
        select prediction_id from feedback where feedback.model = ${model} and label <> said ${range}
        order by prediction_id desc limit ${sql.lit(newestDisputes)}
      ) as newest
    ) as f
    join lateral (select ${columns} from prediction where id = f.prediction_id ${like} limit 1) as p on true
    join lateral (select feedback.label from feedback where prediction_id = f.prediction_id
      order by feedback.id desc limit 1) as latest on latest.label <> p.label`;
}
