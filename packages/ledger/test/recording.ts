import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Tables } from '../src/schema/tables.ts';

/** Sends everything on, and keeps what was sent. */
export function recording(db: Kysely<Tables>, asked: CompiledQuery[]): Kysely<Tables> {
  const nothing = async (): Promise<void> => {};
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (any) => new PostgresIntrospector(any),
      createDriver: () => ({
        init: nothing,
        destroy: nothing,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        acquireConnection: async () => ({
          executeQuery: async <Row>(query: CompiledQuery) => {
            asked.push(query);
            return db.executeQuery<Row>(query as CompiledQuery<Row>);
          },
          streamQuery: () => {
            throw new Error('There are no cursors here.');
          },
        }),
      }),
    },
  });
}
