import { testStores } from '@verdict/db/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { migrations } from '../src/schema/migrations.ts';
import type { Tables } from '../src/schema/tables.ts';

describe.each(testStores())('the schema on $name', (store) => {
  afterAll(() => store.close());

  test('begins with the experiment Default, number 0', async () => {
    const db = await store.database<Tables>(migrations);
    const rows = await db.sql.selectFrom('experiment').selectAll().execute();
    expect(rows).toEqual([
      { id: 0, name: 'Default', artifact_location: null, created_ms: 0, updated_ms: 0, deleted_ms: null },
    ]);
  });
});
