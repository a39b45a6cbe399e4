import { parentPort, workerData } from 'node:worker_threads';
import { type FileJob, type FileOrder, openFileWork } from './file-work.ts';

/** Takes orders by the hundred until it gets null, and then ends. */
const work = openFileWork(workerData as FileJob);
parentPort!.on('message', (orders: readonly FileOrder[] | null) => {
  if (orders === null) {
    work.close();
    parentPort!.close();
  } else parentPort!.postMessage(orders.map(work.take));
});
