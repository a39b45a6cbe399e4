import { busyPredictor } from '@verdict/serve/testing';
import { createApp, readConfig } from '@verdict/server';
import { servedBy } from './small-models.ts';

/**
 * A server in a process of its own whose model takes the same time for every text; it tells its port through IPC, and,
 * whenever it is asked, for how long it has run.
 */
const config = readConfig({}, {});
const { maxWaitMs } = config;
const model = await servedBy(busyPredictor(Number(process.argv[2])), { line: { maxWaitMs } });
const app = createApp({ config, models: [model], clock: Date.now });
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : null });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ ranMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
