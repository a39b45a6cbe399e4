import { readFileSync } from 'node:fs';
import { describeSchema } from '@verdict/db';
import { testStores } from '@verdict/db/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { migrations } from '../src/schema/migrations.ts';
import type { Tables } from '../src/schema/tables.ts';

const committed = readFileSync(new URL('../schema.generated.sql', import.meta.url), 'utf8');

describe.each(testStores())('the schema on $name', (store) => {
  afterAll(() => store.close());

  test('is the one that the committed description shows; `node scripts/describe-schema.ts --write` renews it', async () => {
    const made = await describeSchema(await store.database<Tables>(migrations));
    expect(committed.replace(/^(--.*\n)*\n/, '')).toBe(made);
  });
});
