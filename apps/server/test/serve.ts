import { readConfig, startServer, stopOnSignal } from '@verdict/server';

/** A process that is the server, for tests of signals and for measuring. */
const server = await startServer(readConfig(process.env));
stopOnSignal(server);
process.stdout.write(`${server.url}\n`);
