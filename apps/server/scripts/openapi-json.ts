import type { Ledger } from '@verdict/ledger';
import { composeApp, readConfig } from '@verdict/server';

/** The document of the app with all its routes. No database is asked: the app is put together and never answers. */
export async function openApiJson(): Promise<string> {
  const nowhere = (): never => {
    throw new Error('The app for the document has no record.');
  };
  const { app } = composeApp({
    config: readConfig(),
    record: {
      ledger: { clock: Date.now, transaction: nowhere } as unknown as Ledger,
      store: { kind: 'embedded', ping: nowhere },
      tempFolder: '/nowhere',
    },
    clock: Date.now,
  });
  await app.ready();
  return `${JSON.stringify(inOrder(app.swagger()), null, 2)}\n`;
}

/** Keys in order, so that moving a route in the code changes nothing here. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, inOrder(held)]));
}
