import { randomBytes } from 'node:crypto';
import type { Db } from '../tables/tables.ts';

/** One for all processes of the site, made by the first; where the settings name none. */
export async function keptCookieSecret(db: Db): Promise<string> {
  const name = 'cookie_secret';
  await db
    .insertInto('setting')
    .values({ name, value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return value;
}
