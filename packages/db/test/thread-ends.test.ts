import { expect, test } from 'vitest';
import { openChannel } from '../src/embedded/store-channel.ts';
import { storeImage } from '../src/testing/store-image.ts';

test('a store whose thread ends refuses whoever waits, and whoever comes later', async () => {
  const channel = openChannel({ folder: null, image: await storeImage() });
  await channel.ask({ kind: 'script', sql: 'select 1' });
  const waiting = Promise.allSettled(
    Array.from({ length: 5 }, () =>
      channel.ask({ kind: 'query', sql: 'select count(*) from generate_series(1, 1000000)', parameters: [] }),
    ),
  );
  await channel.kill();
  const refusal = { code: 'STORE_UNREADABLE', canRetry: false };
  for (const outcome of await waiting) expect(outcome).toMatchObject({ status: 'rejected', reason: refusal });
  await expect(channel.ask({ kind: 'script', sql: 'select 1' })).rejects.toMatchObject(refusal);
});

test('a parameter that cannot be sent to the thread is refused by itself', async () => {
  const channel = openChannel({ folder: null, image: await storeImage() });
  const unsendable = channel.ask({ kind: 'query', sql: 'select $1', parameters: [() => 1] });
  await expect(unsendable).rejects.toMatchObject({ code: '22023' });
  await channel.ask({ kind: 'script', sql: 'select 1' });
  await channel.kill();
});
