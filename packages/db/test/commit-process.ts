/** Opens a workspace and commits row after row, each printed once it is acknowledged, until it is killed. */
import { openStore } from '../src/index.ts';

const [home = ''] = process.argv.slice(2);
const steps = [{ name: '0001-row', sql: 'create table row (id bigint primary key, text text not null);' }];
const store = await openStore({ kind: 'embedded', folder: home });
const db = await store.database<{ row: { id: number; text: string } }>({ schema: 'main', migrations: steps });
const rows = await db.sql.selectFrom('row').select('id').orderBy('id').execute();
console.log(`there ${rows.map(({ id }) => id).join(' ')}`);
for (let id = (rows.at(-1)?.id ?? 0) + 1; ; id++) {
  await db.transaction(async (tx) => {
    await tx
      .insertInto('row')
      .values({ id, text: 'x'.repeat(id % 5_000) })
      .execute();
  });
  process.stdout.write(`${id}\n`);
}
