import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createClient } from '@verdict/api';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Started, up, verdict, workspace } from './started.ts';

const rounds = 20;
const runsARound = 1000;
/** Calls under way at once: enough that the kill always falls between a call and its answer. */
const callers = 8;

interface Acknowledged {
  readonly created: Set<string>;
  /** Run to the number that was logged as its metric, once that call was answered. */
  readonly logged: Map<string, number>;
}

describe('a record whose server is killed', () => {
  test('keeps every call that was answered, twenty times over', { timeout: 240_000 }, async () => {
    const { home, remove } = await workspace();
    onTestFinished(remove);
    const env = { VERDICT_HOME: home };
    const acknowledged: Acknowledged = { created: new Set(), logged: new Map() };
    for (let round = 0; round < rounds; round++) {
      const server = await up(env);
      const before = acknowledged.logged.size;
      // Early and late, and never at a pause: the answer that brings the count there is one of several on their way.
      const enough = before + 5 + 6 * round;
      let killed: Promise<void> | undefined;
      await logRuns(server, acknowledged, () => {
        if (acknowledged.logged.size >= enough) killed ??= server.kill();
      });
      await killed;
      expect(acknowledged.logged.size).toBeGreaterThanOrEqual(enough);
      expect(acknowledged.logged.size - before).toBeLessThan(runsARound);
    }
    const server = await up(env);
    onTestFinished(server.stop);
    const { lost, changed } = await missing(createClient({ url: server.url }), acknowledged);
    expect({ lost, changed }).toEqual({ lost: [], changed: [] });
  });
});

async function logRuns(
  server: Started,
  { created, logged }: Acknowledged,
  onLogged: () => void,
): Promise<void> {
  const client = createClient({ url: server.url, retries: { most: 0 } });
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < runsARound) {
      const value = next++;
      const id = randomUUID();
      await client.runs.create({ id, experiment: 'survival', name: `run ${value}` });
      created.add(id);
      await client.runs.log(id, {
        params: { value: String(value) },
        metrics: Array.from({ length: 10 }, (_, step) => ({ key: 'value', value, step, at_ms: step })),
      });
      logged.set(id, value);
      onLogged();
    }
  };
  // Whoever was waiting when the server died is told so; that is what the test is about.
  await Promise.allSettled(Array.from({ length: callers }, caller));
}

async function missing(client: Client, { created, logged }: Acknowledged) {
  const found = new Map<string, unknown>();
  let page_token: string | undefined;
  do {
    const page = await client.runs.search({
      experiments: ['survival'],
      limit: 1000,
      ...(page_token !== undefined && { page_token }),
    });
    for (const { id, metrics } of page.runs) found.set(id, metrics.value);
    page_token = page.next_page_token ?? undefined;
  } while (page_token !== undefined);
  return {
    lost: [...created].filter((id) => !found.has(id)),
    changed: [...logged].filter(([id, value]) => found.get(id) !== value),
  };
}

describe('two processes on one workspace', () => {
  test('go through one another, and nothing is lost', { timeout: 120_000 }, async () => {
    const { home, remove } = await workspace();
    onTestFinished(remove);
    const env = { VERDICT_HOME: home };
    const names = ['one', 'two', 'three', 'four', 'five'];
    for (const name of names) {
      const rows = Array.from(
        { length: 40 },
        (_, row) => `"${name} text ${row}",${row % 2 ? 'good' : 'bad'}`,
      );
      await writeFile(join(home, `${name}.csv`), `text,label\n${rows.join('\n')}\n`);
    }
    const added = await Promise.all(
      names.map((name) => verdict(['data', 'add', join(home, `${name}.csv`), '--json'], env)),
    );
    for (const { code, stderr } of added)
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    const { stdout } = await verdict(['data', 'list', '--json'], env);
    for (const name of names) expect(stdout).toContain(`"${name}"`);
  });
});

const url = process.env.VERDICT_TEST_POSTGRES;

describe.runIf(url)('ten servers at once on an empty PostgreSQL', () => {
  test('make one schema, and serve the same models', { timeout: 240_000 }, async () => {
    const database = `verdict_${randomUUID().replaceAll('-', '')}`;
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`create database ${database}`);
    const address = new URL(url ?? '');
    address.pathname = `/${database}`;
    const { home, remove } = await workspace();
    const servers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        up({
          VERDICT_HOME: join(home, String(at)),
          VERDICT_BLOBS: join(home, 'blobs'),
          DATABASE_URL: address.href,
        }),
      ),
    );
    onTestFinished(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
      await remove();
    });
    const seen = await Promise.all(
      servers.map(async (server) => {
        const { models } = await createClient({ url: server.url }).models.list();
        return models.map(({ name, versions, aliases }) => ({ name, versions, aliases }));
      }),
    );
    expect(seen[0].length).toBeGreaterThan(0);
    for (const { versions, aliases } of seen[0])
      expect({ versions, aliases }).toEqual({ versions: 1, aliases: { champion: 1 } });
    for (const one of seen) expect(one).toEqual(seen[0]);
  });
});
