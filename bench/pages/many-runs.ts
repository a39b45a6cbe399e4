import { join } from 'node:path';
import { openStore } from '@verdict/db';
import { folderBlobs, openLedger } from '@verdict/ledger';
import { sql } from 'kysely';

/** A workspace with so many runs of ten experiments, each with six parameters, eight metrics and two tags. */
export async function fillWithRuns(home: string, runs: number): Promise<void> {
  const store = await openStore({ kind: 'embedded', folder: home });
  try {
    const blobs = await folderBlobs(join(home, 'blobs'));
    const ledger = await openLedger({ store, blobs, clock: Date.now });
    await ledger.transaction(async ({ sql: db }) => {
      for (const statement of statements(runs)) await statement.execute(db);
    });
    // What the planner knows of empty tables is wrong.
    await sql`analyze`.execute(ledger.sql);
  } finally {
    await store.close();
  }
}

function statements(runs: number) {
  const count = sql.lit(runs);
  return [
    // A row's references are looked up one by one otherwise, and all of them are made here.
    sql`set local session_replication_role = replica`,
    sql`insert into experiment (name, created_ms, updated_ms) select 'sweep ' || i, 0, 0 from generate_series(1, 10) i`,
    sql`insert into run (id, experiment_id, name, status, user_name, start_ms, end_ms, created_ms, updated_ms, created_by)
      select md5(i::text), (select min(id) from experiment where id > 0) + i % 10, 'reviews #' || i,
        (array['finished', 'finished', 'finished', 'finished', 'failed', 'killed'])[1 + i % 6], 'bench',
        1750000000000 + i * 60000::bigint, 1750000000000 + i * 60000::bigint + (i * 7919) % 300000, 0, 0, 'bench'
      from generate_series(1, ${count}) i`,
    sql`insert into run_param (run_no, key, value)
      select no, key, case key
        when 'recipe' then (array['nb-logreg', 'logreg', 'linear-svm', 'naive-bayes', 'word-char'])[1 + no % 5]
        when 'data' then 'reviews@' || 1 + no % 9
        else ((no * 7919) % 1000)::text end
      from run, (values ('recipe'), ('data'), ('seed'), ('regularisation'), ('ngrams'), ('min_count')) k (key)`,
    sql`insert into metric (run_no, key, value, step, at_ms)
      select no, key, ((no * 7919 + length(key) * 104729) % 10007) / 10007.0, 0, 0
      from run, (values ('accuracy'), ('macro_f1'), ('log_loss'), ('ece'), ('roc_auc'), ('seconds_total'), ('seconds_fit'), ('model_bytes')) k (key)`,
    sql`insert into run_tag (run_no, key, value) select no, key, key || no % 50 from run, (values ('team'), ('commit')) k (key)`,
  ];
}
