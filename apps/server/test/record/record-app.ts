import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createClient } from '@verdict/api';
import type { TestStore } from '@verdict/db/testing';
import { createLog, descriptorSink } from '@verdict/http';
import { testLedger } from '@verdict/ledger/testing';
import type { ServedModel } from '@verdict/serve';
import { type ComposedApp, composeApp, inProcessFetch, readConfig, type ServerFlags } from '@verdict/server';

export interface RecordApp extends ComposedApp {
  readonly ledger: Awaited<ReturnType<typeof testLedger>>;
  readonly tempFolder: string;
  /** Asks the app in this process, by default as the person at this machine. */
  readonly client: Client;
  readonly as: (authorization: string) => Client;
  readonly close: () => Promise<void>;
}

export interface RecordAppOptions {
  readonly flags?: ServerFlags;
  readonly models?: readonly ServedModel[];
}

/** The real app over a record of its own. */
export async function recordApp(
  store: TestStore,
  { flags = {}, models = [] }: RecordAppOptions = {},
): Promise<RecordApp> {
  const ledger = await testLedger(store);
  const tempFolder = join(ledger.folder, 'tmp');
  await mkdir(tempFolder, { recursive: true });
  const composed = composeApp({
    config: readConfig({}, flags),
    models,
    record: { ledger, store: await store.open(), tempFolder },
    clock: Date.now,
    ...(process.env.VERDICT_TEST_LOG && {
      log: createLog({ level: 'warn', sink: descriptorSink(2), version: 'test' }),
    }),
  });
  await Promise.all([composed.app.ready(), composed.serving?.refresh()]);
  const fetch = inProcessFetch(composed.app);
  const url = 'http://localhost';
  return {
    ...composed,
    ledger,
    tempFolder,
    client: createClient({ url, fetch, retries: { most: 0 } }),
    as: (authorization) =>
      createClient({
        url,
        retries: { most: 0 },
        fetch: (address, init) =>
          fetch(address, { ...init, headers: { ...(init.headers as object), authorization } }),
      }),
    close: async () => {
      await composed.app.close();
      await ledger.remove();
    },
  };
}
