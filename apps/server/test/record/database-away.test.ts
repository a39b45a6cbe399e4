import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@verdict/api';
import { composeApp, inProcessFetch, openWorkspace, readConfig } from '@verdict/server';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallModelFile } from '../small-models.ts';

const postgres = process.env.VERDICT_TEST_POSTGRES;

/** A wire to PostgreSQL that can be cut and mended. */
async function wireTo(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((socket) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const end of [socket, far]) {
      open.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        open.delete(end);
        socket.destroy();
        far.destroy();
      });
    }
    if (!whole) return void socket.destroy();
    socket.pipe(far).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const destroyAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: through.href,
    cut: () => {
      whole = false;
      destroyAll();
    },
    mend: () => {
      whole = true;
    },
    close: async () => {
      server.close();
      destroyAll();
    },
  };
}

describe.runIf(postgres)('a database that goes away and comes back', () => {
  let home: string;
  let wire: Awaited<ReturnType<typeof wireTo>>;
  let workspace: Awaited<ReturnType<typeof openWorkspace>>;
  let composed: ReturnType<typeof composeApp>;
  const database = `verdict_away_${process.pid}`;
  const name = 'films';

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'verdict-away-'));
    wire = await wireTo(postgres ?? '');
    const config = readConfig({}, { home, databaseUrl: wire.url, defaultModel: name });
    // In a schema of its own: the tests share one database.
    workspace = await openWorkspace(config, { schema: database });
    composed = composeApp({ config, record: workspace, clock: Date.now });
    await composed.app.ready();
  }, 60_000);
  afterAll(async () => {
    await composed.app.close();
    await sql`drop schema ${sql.id(database)} cascade`.execute(workspace.ledger.sql);
    await workspace.close();
    await wire.close();
    await rm(home, { recursive: true, force: true });
  });

  test('predictions go on, the rest is 503 with when to ask again, and then all is as before', async () => {
    const client = createClient({
      url: 'http://localhost',
      fetch: inProcessFetch(composed.app),
      retries: { most: 0 },
    });
    await client.models.register(name, await smallModelFile());
    await client.models.promote(name, { version: 1, force: true, reason: 'a test' });
    const asked = { text: 'A warm film', model: name };
    expect(await client.predict(asked)).toMatchObject({ label: 'positive' });
    const { id } = await client.runs.create();

    wire.cut();
    for (const call of [
      () => client.runs.get(id),
      () => client.runs.log(id, { params: { a: '1' } }),
      () => client.models.list(),
      () => client.runs.putArtifact(id, 'a', new TextEncoder().encode('a')),
    ]) {
      await expect(call()).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        status: 503,
        canRetry: true,
      });
    }
    const refused = await composed.app.inject(`/api/v1/runs/${id}`);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await client.predict(asked)).toMatchObject({ label: 'positive' });
    expect((await composed.app.inject('/livez')).statusCode).toBe(200);
    const health = (await composed.app.inject('/api/v1/health')).json();
    expect(health).toMatchObject({ status: 'degraded', record: { database: 'postgres', reachable: false } });
    const metrics = await client.about.metrics();
    expect(metrics).toMatch(/^verdict_predictions_total\{.+\} 2$/m);
    expect(metrics).not.toContain('verdict_jobs');
    const ready = await composed.app.inject('/readyz');
    expect([ready.statusCode, ready.json().code]).toEqual([503, 'RECORD_AWAY']);

    wire.mend();
    await expect
      .poll(
        () =>
          client.runs.get(id).then(
            () => 'there',
            () => 'away',
          ),
        { timeout: 10_000 },
      )
      .toBe('there');
    await client.runs.log(id, { params: { a: '1' } });
    expect((await client.runs.get(id)).params).toEqual({ a: '1' });

    // Both predictions are in the log: the one of the time without a database has waited for it.
    await expect
      .poll(async () => (await client.predictions.list({ model: name })).predictions.length, {
        timeout: 15_000,
      })
      .toBe(2);
    expect(composed.predictionLog?.dropped()).toBe(0);
  });
});
