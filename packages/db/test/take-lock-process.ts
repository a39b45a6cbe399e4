/** Tries for a workspace's lock once it is told to, says what came of it, and keeps the lock until it is killed. */
import { createInterface } from 'node:readline';
import { takeLock } from '../src/workspace/take-lock.ts';

const [home = ''] = process.argv.slice(2);
console.log('ready');
for await (const _ of createInterface({ input: process.stdin })) {
  await takeLock(home, { waitMs: 0 }).then(
    () => console.log('taken'),
    (error: { code?: string }) => console.log(error.code),
  );
}
