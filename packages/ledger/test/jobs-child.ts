import { openStore } from '@verdict/db';
import { type BlobStore, openLedger, runWorker } from '@verdict/ledger';

/** A worker in a process of its own, to be killed: `node jobs-child.ts PLACE SCHEMA WORKER`, the place as JSON. */
const [, , place, schema, worker] = process.argv;
const store = await openStore(JSON.parse(place));
const ledger = await openLedger({ store, blobs: {} as BlobStore, clock: Date.now, schema });

runWorker(ledger, {
  worker,
  leaseMs: 1000,
  pollMs: 50,
  handlers: {
    'to-be-killed': async (input, { jobId, attempt, atEnd, signal }) => {
      process.stdout.write(`${worker} has ${jobId}, attempt ${attempt}\n`);
      const { slowFirst } = input as { slowFirst: boolean };
      const ms = slowFirst && attempt === 1 ? 60_000 : 50;
      await new Promise<void>((resolve, reject) => {
        setTimeout(resolve, ms);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      atEnd(async (inside) => {
        await inside.sql
          .insertInto('event')
          .values({ at_ms: 0, actor: worker, action: 'test.killed', subject_kind: 'job', subject: jobId })
          .execute();
      });
      return { by: worker };
    },
  },
});
process.stdout.write('ready\n');
