/**
 * The record's tables as its migrations make them, as SQL. With --write into packages/ledger/schema.generated.sql; with
 * --check that file is compared, and a difference fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeSchema, openStore } from '@verdict/db';
import { migrations } from '../packages/ledger/src/schema/migrations.ts';

const file = resolve(import.meta.dirname, '../packages/ledger/schema.generated.sql');
const header =
  '-- Made by `node scripts/describe-schema.ts --write` from the migrations. Not to be edited.\n\n';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
});
const store = await openStore({ kind: 'embedded', folder: null });
const text = header + (await describeSchema(await store.database({ schema: 'verdict', migrations })));
await store.close();
if (values.write) writeFileSync(file, text);
else if (!values.check) process.stdout.write(text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error(
    'The migrations make another schema than packages/ledger/schema.generated.sql says; run `node scripts/describe-schema.ts --write` and commit it.',
  );
  process.exitCode = 1;
}
