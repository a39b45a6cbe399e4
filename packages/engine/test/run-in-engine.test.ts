import { getEventListeners } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInEngine } from '../src/index.ts';

test('a job that is over listens no more to whoever could have stopped it', async () => {
  const { signal } = new AbortController();
  const path = join(tmpdir(), 'verdict-no-such-file.jsonl');
  const request = { path, text: null, out: join(tmpdir(), `verdict-${process.pid}`, 'never') };
  await expect(runInEngine('gather', request, { signal, onEvent: () => {} })).rejects.toThrow();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
