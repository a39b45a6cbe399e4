/**
 * Runs a command beside a PostgreSQL of its own, which VERDICT_TEST_POSTGRES names, and removes the server with its
 * data when the command is done, however it ends:
 *
 *     node scripts/with-postgres.ts npx vitest run packages/db
 */
import { spawn } from 'node:child_process';
import { createCluster } from '../packages/db/src/testing/postgres-cluster.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Give the command to run: node scripts/with-postgres.ts npm test');
  process.exit(2);
}
// What comes while the server is being made waits until there is something to remove.
let asked: NodeJS.Signals | null = null;
let pass = (signal: NodeJS.Signals): void => {
  asked = signal;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => pass(signal));

const cluster = await createCluster().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
process.on('exit', cluster.remove);
if (asked) process.exit(1);

const env = { ...process.env, VERDICT_TEST_POSTGRES: cluster.url };
const child = spawn(command, args, { stdio: 'inherit', env });
pass = (signal) => child.kill(signal);
child.on('error', (error) => {
  console.error(`${command} cannot be run: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
