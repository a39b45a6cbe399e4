import { quoted } from '../migrate.ts';
import type { StoreChannel } from './store-channel.ts';

/** What PostgreSQL has processes of its own for, and PGlite has not: checkpoints, vacuum and statistics. */
export interface Housekeeping {
  /** Whether something may be due, by what has been asked so far; costs nothing. */
  readonly isDue: (nowMs: number) => boolean;
  /** Looks, and does one thing at most: whoever waits for the connection waits for that. */
  readonly run: (nowMs: number) => Promise<void>;
}

/**
 * Without checkpoints the log of changes grows for ever, and a start after kill -9 reads all of it again: 430 MB took
 * 5 s on a busy machine of two cores.
 */
const logLimitBytes = 64 * 1024 * 1024;
/** One look takes about a millisecond. */
const usesBetweenLooks = 50;
const tablesEveryMs = 30_000;

/** Counts of one table since it was last looked after. */
export interface TableState {
  readonly rows: number;
  readonly deadRows: number;
  readonly changedRows: number;
}

/** PostgreSQL's own thresholds for autovacuum. */
export function choreOf({ rows, deadRows, changedRows }: TableState): 'vacuum (analyze)' | 'analyze' | null {
  if (deadRows > 50 + 0.2 * rows) return 'vacuum (analyze)';
  if (changedRows > 50 + 0.1 * rows) return 'analyze';
  return null;
}

export function createHousekeeping(ask: StoreChannel['ask'], startMs: number): Housekeeping {
  let uses = 0;
  let tablesMs = startMs;
  const read = async <Row>(sql: string): Promise<readonly Row[]> =>
    (await ask({ kind: 'query', sql, parameters: [] })).rows as readonly Row[];
  return {
    isDue: (nowMs) => {
      uses++;
      return uses % usesBetweenLooks === 0 || nowMs - tablesMs > tablesEveryMs;
    },
    run: async (nowMs) => {
      const [log] = await read<{ bytes: number }>(logQuery);
      if (log.bytes > logLimitBytes) return void (await ask({ kind: 'script', sql: 'checkpoint' }));
      if (nowMs - tablesMs <= tablesEveryMs) return;
      const tables = await read<TableState & { schema: string; name: string }>(tablesQuery);
      for (const table of tables) {
        const chore = choreOf(table);
        if (chore === null) continue;
        // The time stays as it is, so that the next table has its turn soon.
        const sql = `${chore} ${quoted(table.schema)}.${quoted(table.name)}`;
        return void (await ask({ kind: 'script', sql }));
      }
      tablesMs = nowMs;
    },
  };
}

const logQuery = `
  select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`;

const tablesQuery = `
  select schemaname as schema, relname as name, n_live_tup as rows, n_dead_tup as "deadRows",
    n_mod_since_analyze as "changedRows"
  from pg_stat_user_tables
  order by n_dead_tup desc, schemaname, relname`;
