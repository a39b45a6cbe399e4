import { Refusal } from '@verdict/engine';
import { numberIn, type StoreDatabase, textIn, textOrNull } from './database.ts';
import { sqlLoggedModels } from './sql-logged-models.ts';
import { sqlRegistry } from './sql-registry.ts';
import { sqlRuns } from './sql-runs.ts';
import type { Fault, LeftOut, MlflowStore } from './stored.ts';

/** Tables of what has no place on record, as people call it. */
const leftOut: Readonly<Record<string, string>> = {
  trace_info: 'traces',
  evaluation_datasets: 'evaluation datasets',
  scorers: 'scorers',
  webhooks: 'webhooks',
  endpoints: 'gateway endpoints',
  label_schemas: 'label schemas',
  issues: 'issues',
};

/** A database that an MLflow server keeps, of any version since metrics have steps. */
export async function openSqlStore(db: StoreDatabase): Promise<MlflowStore> {
  const experimentColumns = await db.columns('experiments');
  if (experimentColumns.size === 0 || (await db.columns('latest_metrics')).size === 0) {
    await db.close();
    throw new Refusal(
      `${db.where} has no tables of MLflow's; give the database that --backend-store-uri names.`,
    );
  }
  const faults: Fault[] = [];
  const deletedMs = new Map<string, number>();
  const workspaces = experimentColumns.has('workspace');
  const ours = workspaces ? `where workspace = 'default'` : '';

  return {
    where: db.where,
    folder: db.folder,
    faults,
    experiments: async () => {
      const tags = Map.groupBy(
        await db.rows('select cast(experiment_id as varchar) as id, key, value from experiment_tags'),
        (row) => textIn(row, 'id'),
      );
      // As text: after a file store was moved into a database its ids have 18 digits.
      const rows = await db.rows(
        `select cast(experiment_id as varchar) as id, experiments.* from experiments ${ours} order by experiment_id`.replace(
          'experiments.*',
          columnsOf(experimentColumns),
        ),
      );
      return rows.map((row) => {
        const key = textIn(row, 'id');
        const created = numberIn(row, 'creation_time');
        const updated = numberIn(row, 'last_update_time', created);
        const gone = textIn(row, 'lifecycle_stage') === 'deleted' ? updated : null;
        if (gone !== null) deletedMs.set(key, gone);
        return {
          key,
          name: textIn(row, 'name'),
          artifact_location: textOrNull(row, 'artifact_location'),
          created_ms: created,
          updated_ms: updated,
          deleted_ms: gone,
          tags: Object.fromEntries(
            (tags.get(key) ?? []).map((tag) => [textIn(tag, 'key'), textIn(tag, 'value')]),
          ),
        };
      });
    },
    runCount: async (key) => {
      const [row] = await db.rows('select count(*) as n from runs where experiment_id in (:ids)', [key]);
      return numberIn(row, 'n');
    },
    runs: (key) => sqlRuns(db, { key, deletedMs: deletedMs.get(key) ?? null }),
    loggedModels: (key) => sqlLoggedModels(db, key),
    registeredModels: () => sqlRegistry(db, workspaces),
    leftOut: () => countLeftOut(db, workspaces),
    close: () => db.close(),
  };
}

/** Old databases lack some, and an id of 18 digits is more than SQLite's driver gives as a number. */
function columnsOf(there: ReadonlySet<string>): string {
  return ['name', 'artifact_location', 'lifecycle_stage', 'creation_time', 'last_update_time']
    .filter((column) => there.has(column))
    .join(', ');
}

async function countLeftOut(db: StoreDatabase, workspaces: boolean): Promise<LeftOut[]> {
  const found: LeftOut[] = [];
  for (const [table, what] of Object.entries(leftOut)) {
    if ((await db.columns(table)).size === 0) continue;
    const [row] = await db.rows(`select count(*) as n from ${table}`);
    if (numberIn(row, 'n') > 0) found.push({ what, count: numberIn(row, 'n') });
  }
  if (workspaces) {
    const [row] = await db.rows(`select count(*) as n from experiments where workspace <> 'default'`);
    if (numberIn(row, 'n') > 0) {
      found.push({ what: 'experiments of workspaces other than default', count: numberIn(row, 'n') });
    }
  }
  return found;
}
