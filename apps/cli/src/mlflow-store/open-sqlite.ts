import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '@verdict/engine';
import type { Row, StoreDatabase } from './database.ts';

/** Read-only, and inside of one transaction: an MLflow server may go on writing beside it. */
export function openSqlite(path: string): StoreDatabase {
  let db: DatabaseSync;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    db.exec('begin');
    db.prepare('select count(*) from sqlite_master').get();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      `${path} cannot be read as SQLite (${why}); give an mlruns folder or MLflow's database.`,
    );
  }
  return {
    where: path,
    folder: dirname(resolve(path)),
    rows: async (text, ids = []) => {
      const marks = ids.map(() => '?').join(', ');
      return db.prepare(text.replace(':ids', marks)).all(...ids) as Row[];
    },
    columns: async (table) =>
      new Set(
        db
          .prepare('select name from pragma_table_info(?)')
          .all(table)
          .map((row) => String(row.name)),
      ),
    close: async () => db.close(),
  };
}
