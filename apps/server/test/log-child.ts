import { createLog, descriptorSink } from '@verdict/http';
import { createApp, readConfig } from '@verdict/server';
import { smallServedModel } from './small-models.ts';

/** A server in a process of its own whose log goes to a pipe; it tells its port and its memory through IPC. */
const log = createLog({
  level: 'info',
  sink: descriptorSink(2),
  version: 'test',
  // A smaller one than usual is full sooner.
  maxBufferBytes: 2 ** 20,
});
const app = createApp({
  config: readConfig({}, { logLevel: 'info' }),
  models: [await smallServedModel()],
  clock: Date.now,
  log,
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : null });
process.on('message', () => {
  process.send?.({
    dropped: log.writer.dropped(),
    buffered: log.writer.bufferedBytes(),
    heap: process.memoryUsage().heapUsed,
  });
});
process.on('disconnect', () => process.exit());
