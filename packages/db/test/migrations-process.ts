/** Brings a schema of a PostgreSQL up to date as soon as it is told to. */
import { once } from 'node:events';
import { openStore } from '../src/index.ts';
import { steps } from './steps.ts';

const [url = '', schema = ''] = process.argv.slice(2);
console.log('ready');
await once(process.stdin, 'data');
const store = await openStore({ kind: 'postgres', url });
try {
  await store.database({ schema, migrations: steps });
  console.log('migrated');
} catch (error) {
  console.log(String(error));
}
await store.close();
process.exit();
