import { randomBytes } from 'node:crypto';
import { openStore, type Store } from '@verdict/db';
import { folderBlobs, type Ledger, openLedger } from '@verdict/ledger';
import { sql } from 'kysely';
import { measureStep } from './measure-step.ts';
import type { FromPlace, Memory, ToPlace } from './protocol.ts';

/** One database in a process of its own, so that its memory is its own; it does what it is told, a step at a time. */
const beforeOpening = process.memoryUsage.rss();
const schema = `bench_${randomBytes(4).toString('hex')}`;
let open: { readonly store: Store; readonly ledger: Ledger } | undefined;

async function answer(message: ToPlace): Promise<FromPlace> {
  if (message.kind === 'open') {
    const { place, where, blobs } = message;
    const store = await openStore(
      place === 'PGlite' ? { kind: 'embedded', folder: where } : { kind: 'postgres', url: where },
    );
    const ledger = await openLedger({ store, blobs: await folderBlobs(blobs), clock: Date.now, schema });
    open = { store, ledger };
    const { rows } = await sql<{
      version: string;
    }>`select current_setting('server_version') as version`.execute(ledger.sql);
    return { kind: 'opened', version: rows[0].version, memory: memory() };
  }
  if (!open) throw new Error('Nothing is open yet.');
  if (message.kind === 'step') {
    const measured = await measureStep(open.ledger, message.name, message.sizes);
    return { kind: 'measured', measured, memory: memory() };
  }
  await sql`drop schema ${sql.id(schema)} cascade`.execute(open.ledger.sql);
  await open.store.close();
  return { kind: 'closed' };
}

function memory(): Memory {
  // Kilobytes on every system, says Node.
  const peak = process.resourceUsage().maxRSS * 1024;
  return { beforeOpening, now: process.memoryUsage.rss(), peak };
}

process.on('message', (message: ToPlace) => {
  answer(message)
    .catch((error: unknown): FromPlace => ({ kind: 'failed', message: String((error as Error).stack) }))
    .then((reply) => process.send?.(reply));
});
