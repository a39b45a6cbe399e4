import { describeSchema } from '@verdict/db';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../src/tables/migrations.ts';
import type { Tables } from '../src/tables/tables.ts';

describe.each(testStores())('the tables on $name', (place) => {
  // Made by a hook, which may take longer than a test.
  beforeAll(async () => void (await place.open()));
  afterAll(place.close);

  test('are those of schema.generated.sql, which `npx vitest run apps/potatoes/test/schema.test.ts -u` writes', async () => {
    const tables = await describeSchema(await place.database<Tables>(migrations));
    await expect(`-- Made from the migrations. Not to be edited.\n\n${tables}`).toMatchFileSnapshot(
      '../schema.generated.sql',
    );
  });
});
