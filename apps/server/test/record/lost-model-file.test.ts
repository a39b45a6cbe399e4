import { testStores } from '@verdict/db/testing';
import { createModelShelf } from '@verdict/serve';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServing } from '../../src/serving/create-serving.ts';
import type { ServingSource } from '../../src/serving/serving-source.ts';
import { localSource } from '../../src/serving/source-local.ts';
import { smallModelFile } from '../small-models.ts';
import { type RecordApp, recordApp } from './record-app.ts';

const [store] = testStores();
const log = { info: () => {}, warn: () => {}, error: () => {} };

describe('where the file of one model cannot be had', () => {
  let at: RecordApp;
  let lost: string;
  beforeAll(async () => {
    at = await recordApp(store);
    const { client } = at;
    await client.models.register('good', await smallModelFile());
    const { version } = await client.models.register('lost', await smallModelFile('logreg'));
    lost = version.sha256 ?? '';
    for (const name of ['good', 'lost']) {
      await client.models.promote(name, { version: 1, force: true, reason: 'a test' });
    }
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  const servingOf = (source: ServingSource) => {
    const shelf = createModelShelf([], 'good');
    const input = { clock: Date.now, inMemory: [], log, memoryBytes: 2 ** 28 };
    const serving = createServing({ source, shelf, ...input });
    const names = () => shelf.current().map(({ name }) => name);
    return { ...serving, names };
  };

  test('the others are served, and it is asked for again while the store does not answer', async () => {
    const source = localSource(at.ledger);
    let isAway = true;
    const serving = servingOf({
      ...source,
      bytes: async (sha256) => {
        if (isAway && sha256 === lost) throw new Error('the store does not answer');
        return source.bytes(sha256);
      },
    });
    await expect(serving.refresh()).rejects.toThrow('the store does not answer');
    expect([serving.names(), serving.hasLoaded()]).toEqual([['good'], false]);
    isAway = false;
    await serving.refresh();
    expect([serving.names(), serving.hasLoaded(), serving.refused()]).toEqual([['good', 'lost'], true, []]);
    await serving.stop();
  });

  test('the others are served, and it is refused where its bytes are lost', async () => {
    await at.ledger.blobs.remove(lost);
    const serving = servingOf(localSource(at.ledger));
    await serving.refresh();
    expect([serving.names(), serving.hasLoaded()]).toEqual([['good'], true]);
    expect(serving.refused()).toMatchObject([{ name: 'lost', version: 1 }]);
    await serving.stop();
  });
});
