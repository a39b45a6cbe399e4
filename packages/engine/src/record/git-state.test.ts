import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gitState, parseStatus } from './git-state.ts';

const oid = 'a'.repeat(40);

describe('parseStatus', () => {
  for (const [what, text, state] of [
    [
      'a clean branch',
      `# branch.oid ${oid}\n# branch.head main\n`,
      { commit: oid, branch: 'main', dirty: false },
    ],
    [
      'a changed file',
      `# branch.oid ${oid}\n# branch.head main\n1 .M N... 100644 100644 100644 b b a.ts\n`,
      { commit: oid, branch: 'main', dirty: true },
    ],
    [
      'no branch',
      `# branch.oid ${oid}\n# branch.head (detached)\n`,
      { commit: oid, branch: null, dirty: false },
    ],
    [
      'upstream headers',
      `# branch.oid ${oid}\n# branch.head x/y\n# branch.upstream origin/x/y\n# branch.ab +1 -0\n`,
      { commit: oid, branch: 'x/y', dirty: false },
    ],
    ['no commit yet', '# branch.oid (initial)\n# branch.head main\n', null],
    ['nothing', '', null],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(parseStatus(text)).toEqual(state);
    });
  }
});

describe('gitState', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verdict-git-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();

  it('is null outside a repository and where there is no such folder', async () => {
    expect(await gitState(folder)).toBe(null);
    expect(await gitState(join(folder, 'missing'))).toBe(null);
  });

  it('knows commit, branch and changes, and counts no file that git does not track', async () => {
    git('init', '-q', '-b', 'trunk');
    expect(await gitState(folder)).toBe(null);
    writeFileSync(join(folder, 'a.txt'), 'one');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    const commit = git('rev-parse', 'HEAD');
    writeFileSync(join(folder, 'data.csv'), 'untracked');
    expect(await gitState(folder)).toEqual({ commit, branch: 'trunk', dirty: false });
    writeFileSync(join(folder, 'a.txt'), 'two');
    expect(await gitState(folder)).toEqual({ commit, branch: 'trunk', dirty: true });
  });

  it('runs nothing that the repository’s own configuration names', async () => {
    const witness = join(folder, 'ran');
    git('config', 'core.fsmonitor', `touch ${witness}; false`);
    expect(await gitState(folder)).toMatchObject({ dirty: true });
    expect(() => execFileSync('test', ['!', '-e', witness])).not.toThrow();
  });
});
