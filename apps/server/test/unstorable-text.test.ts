import { testStores } from '@verdict/db/testing';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { refusedBy } from '../src/problem.ts';

describe.each(testStores())('a NUL that reached $name', (store) => {
  afterAll(() => store.close());

  test('is the caller’s, and no failure of the server', async () => {
    const db = await store.database([]);
    const fault: unknown = await sql`select ${'a\0b'}::text`.execute(db.sql).catch((error: unknown) => error);
    expect(refusedBy(fault, { bodyMissing: false, bodyLimitBytes: 1 })).toMatchObject({
      code: 'REQUEST_INVALID',
      status: 422,
    });
  });
});
