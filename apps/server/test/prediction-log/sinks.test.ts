import { testStores } from '@verdict/db/testing';
import { createAccount, createApiKey } from '@verdict/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordSink } from '../../src/prediction-log/prediction-sink.ts';
import { remoteSink } from '../../src/prediction-log/remote-sink.ts';
import { RowsRefused } from '../../src/prediction-log/rows-refused.ts';
import { type RecordApp, recordApp } from '../record/record-app.ts';
import { sinkContract } from './sink-contract.ts';

describe.each(testStores())('ways into the prediction log on $name', (store) => {
  let at: RecordApp;
  let secret: string;
  beforeAll(async () => {
    at = await recordApp(store, { flags: { signIn: 'always' } });
    const by = { name: 'test', requestId: null };
    await createAccount(at.ledger, by, { name: 'site', role: 'admin' });
    const key = { account: 'site', name: 'infer', scopes: ['serve' as const], expiresMs: null };
    secret = (await createApiKey(at.ledger, by, key)).secret;
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await store.close();
  });

  describe('to the record', () => sinkContract(() => ({ sink: recordSink(at.ledger), ledger: at.ledger })));
  describe('over HTTP', () =>
    sinkContract(() => ({ sink: remoteSink(at.as(`Bearer ${secret}`).serving), ledger: at.ledger })));

  test('a key that is not good is no fault of the rows: they wait until it is', async () => {
    const sink = remoteSink(at.as('Bearer nobody').serving);
    const failed = await sink.write([]).catch((error: unknown) => error);
    expect(failed).not.toBeInstanceOf(RowsRefused);
    expect(failed).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });
});
