import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../bin/verdict.js', import.meta.url));

test.skipIf(!existsSync('/dev/full'))('says that the output cannot be written', () => {
  const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
  const ended = spawnSync(process.execPath, [launcher, 'recipes'], { stdio: [...stdio], encoding: 'utf8' });
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(/^The output cannot be written \(.*ENOSPC.*\); make room/);
});
