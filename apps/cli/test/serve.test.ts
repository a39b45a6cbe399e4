import { afterAll, expect, test } from 'vitest';
import { ended, temporaryFolder } from './testing/verdict.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
// Nothing listens there, and nobody may.
const away = { VERDICT_URL: 'http://127.0.0.1:1', VERDICT_TOKEN: 'vk_none_none' };

test.each([
  [['--role', 'stream'], 'give one or several of http, infer, worker'],
  [['--role', 'infer', '--processes', '0'], 'give auto (one a core), or a whole number from 1 to 128'],
  [['--role', 'http', '--processes', '2'], 'several processes behind one port are for the role infer alone'],
  [['--role', 'infer'], 'VERDICT_URL names no server that does'],
  [['--port', '99999'], 'give a whole number from 0 to 65535'],
])('verdict serve %j is refused in one sentence', { timeout: 30_000 }, async (args, sentence) => {
  const ran = await folder.verdict(['serve', ...args]);
  expect(ran.stderr).toContain(sentence);
  expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect([ran.code, ran.stdout]).toEqual([1, '']);
});

test('a process that waits for its server says so, and so does one that is stopped', {
  timeout: 60_000,
}, async () => {
  const args = ['serve', '--role', 'infer', '--port', '0', '--models', folder.path];
  const child = folder.start(args, { ...away, VERDICT_DRAIN_DELAY_MS: '1000' });
  const over = ended(child);
  child.stderr?.on('data', (chunk) => {
    if (String(chunk).includes('Ctrl-C stops it')) child.kill('SIGINT');
  });
  const { code, stdout, stderr } = await over;
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('infer, serving no model yet');
  expect(stderr).toContain('as soon as the server at VERDICT_URL tells of it');
  expect(stderr).toContain('Stopping: answers for 1.00 s more, then finishes what is under way.');
});
