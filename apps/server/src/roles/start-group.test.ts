import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { startGroup } from './start-group.ts';

const { execPath } = process;
afterEach(() => {
  process.execPath = execPath;
});

test('a process that the system does not let begin is told of, and ends nobody', async () => {
  // As where there is no memory, or no number, left for another process.
  process.execPath = '/nowhere/node';
  const starting = startGroup(readConfig({}, { port: 0 }), { upstream: null, version: '0' });
  await expect(starting).rejects.toThrow(/A process of the group did not start: .*ENOENT/);
});
