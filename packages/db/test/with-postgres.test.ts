import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPostgres } from '../src/testing/postgres-cluster.ts';

const script = resolve(import.meta.dirname, '../../../scripts/with-postgres.ts');
/** Prints where the server is and where its data lies, then does what it is told. */
const asking = (then: string): string[] => [
  process.execPath,
  '--input-type=module',
  '-e',
  `const { default: pg } = await import('pg');
   const client = new pg.Client({ connectionString: process.env.VERDICT_TEST_POSTGRES });
   await client.connect();
   const { rows } = await client.query('show data_directory');
   console.log(rows[0].data_directory);
   await client.end();
   ${then}`,
];

describe.skipIf(!process.env.VERDICT_TEST_POSTGRES || findPostgres() === null)('with-postgres', () => {
  test('gives the command a server, ends as the command does, and leaves nothing', () => {
    const { status, stdout } = spawnSync(process.execPath, [script, ...asking('process.exit(7)')]);
    expect(status).toBe(7);
    const data = stdout.toString().trim();
    expect(data).toMatch(/verdict-postgres-.*\/data$/);
    expect(existsSync(resolve(data, '..'))).toBe(false);
  });

  test('leaves nothing when it is told to stop', async () => {
    const child = spawn(process.execPath, [script, ...asking('setInterval(() => {}, 1000)')]);
    const [said] = await once(child.stdout, 'data');
    const folder = resolve(String(said).trim(), '..');
    expect(existsSync(folder)).toBe(true);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(existsSync(folder)).toBe(false);
  });
});

test('with-postgres says what to install where PostgreSQL is not', () => {
  const env = { ...process.env, PATH: '/nowhere', VERDICT_POSTGRES_BIN: '/nowhere' };
  const { status, stderr } = spawnSync(process.execPath, [script, 'true'], { env });
  expect(status).toBe(1);
  expect(stderr.toString()).toContain('VERDICT_POSTGRES_BIN');
});
