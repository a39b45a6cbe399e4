import {
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Db, PotatoesDatabase, Tables } from '../src/tables/tables.ts';

/** How the database runs each query that `work` makes: first they are written down, then explained while they run. */
export async function plansOf(
  { sql: db }: PotatoesDatabase,
  work: (db: Db) => Promise<void>,
): Promise<readonly string[]> {
  const queries: CompiledQuery[] = [];
  const dry = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void queries.push(query),
  });
  await work(dry);
  const plans: string[] = [];
  for (const { sql, parameters } of queries) {
    const { rows } = await db.executeQuery<{ readonly 'QUERY PLAN': string }>(
      CompiledQuery.raw(`explain (analyze) ${sql}`, [...parameters]),
    );
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  return plans;
}
