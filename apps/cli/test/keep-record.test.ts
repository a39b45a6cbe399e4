import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareRecord } from './testing/prepare-record.ts';
import { csv, reviews } from './testing/reviews.ts';
import { startUp, type Up } from './testing/up.ts';
import { ended, type Folder, type Ran, temporaryFolder } from './testing/verdict.ts';

const slow = 180_000;

let folder: Folder;
let up: Up;
beforeAll(async () => {
  folder = temporaryFolder();
  folder.write('reviews.csv', csv(reviews(60)));
  await prepareRecord(folder);
  up = await startUp(folder);
  await folder.verdict(['data', 'add', 'reviews.csv']);
}, slow);
afterAll(async () => {
  await up.stop();
  folder.remove();
});

const asked = (args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Ran> => {
  const child = folder.start(args, env);
  child.stdin?.end(input);
  return ended(child);
};

describe('accounts and keys', () => {
  it(
    'takes the password from standard input, and never shows it',
    async () => {
      const { code, stdout, stderr } = await folder.verdict(
        ['accounts', 'add', 'ann', '--role', 'admin'],
        'correct horse battery\n',
      );
      expect([code, stdout, stderr]).toEqual([0, 'ann  admin\n', '']);
      expect((await folder.verdict(['accounts', 'list'])).stdout).toMatch(
        /^ann +admin +password, keys +active/m,
      );
      expect((await folder.verdict(['accounts', 'add', 'bob', '--role', 'viewer'], '\n')).code).toBe(2);
    },
    slow,
  );

  it(
    'makes a key that works, and one that is revoked does not',
    async () => {
      const made = await folder.verdict([
        'keys',
        'add',
        'ci',
        '--account',
        'ann',
        '--scopes',
        'read',
        '--expires',
        '1d',
      ]);
      expect(made.code).toBe(0);
      const env = { VERDICT_URL: up.url, VERDICT_TOKEN: made.stdout.trim() };
      expect((await asked(['data', 'list'], env)).code).toBe(0);
      const refused = await asked(['data', 'add', 'reviews.csv', '--name', 'mine'], env);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^.+[;.] .+\.\n$|^.+\.\n$/)]);
      const { keys } = JSON.parse((await folder.verdict(['keys', 'list', '--json'])).stdout);
      expect(keys[0]).toMatchObject({ name: 'ci', account: 'ann', scopes: ['read'] });
      expect(keys[0].expires_at).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect((await folder.verdict(['keys', 'revoke', keys[0].id.slice(0, 12)])).code).toBe(0);
      expect((await asked(['data', 'list'], env)).stderr).toMatch(
        /^The server at VERDICT_URL refuses the key/,
      );
    },
    slow,
  );

  it(
    'changes an account',
    async () => {
      const { stdout } = await folder.verdict([
        'accounts',
        'add',
        'eve',
        '--role',
        'viewer',
        '--no-password',
      ]);
      expect(stdout).toMatch(/^eve {2}viewer\nnext: verdict keys add /);
      const changed = await folder.verdict(['accounts', 'change', 'eve', '--role', 'editor', '--disable']);
      expect(changed.stdout).toBe('eve  editor, disabled\n');
    },
    slow,
  );
});

describe('backup, restore and gc', () => {
  it(
    'restores elsewhere what was backed up here, and only into an empty workspace',
    async () => {
      expect((await folder.verdict(['backup', '--out', 'record.tar'])).code).toBe(0);
      const env = { VERDICT_HOME: join(folder.path, 'elsewhere') };
      await prepareRecord(folder, 'elsewhere');
      const restored = await asked(['restore', 'record.tar', '--json'], env);
      expect([restored.code, restored.stderr.replace(/^ {2}.* s\n/gm, '')]).toEqual([0, '']);
      expect(JSON.parse(restored.stdout)).toMatchObject({ home: env.VERDICT_HOME, rows: expect.any(Number) });
      const verified = await asked(['data', 'verify', 'reviews@1'], env);
      expect(verified.stdout).toBe('reviews@1  intact: 60 rows as they were added\n');
      const again = await asked(['restore', 'record.tar'], env);
      expect([again.code, again.stderr]).toEqual([
        1,
        expect.stringContaining('There is something on record already'),
      ]);
    },
    slow,
  );

  it(
    'counts what gc would remove',
    async () => {
      const { stdout } = await folder.verdict(['gc', '--dry-run', '--older-than', '1s', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ dry_run: true, blobs: expect.any(Number) });
    },
    slow,
  );

  it(
    'says who did what',
    async () => {
      const { stdout } = await folder.verdict(['events', '--kind', 'dataset', '--json']);
      const { events } = JSON.parse(stdout);
      expect(events.map(({ action }: { action: string }) => action)).toContain('dataset.version_added');
      expect(events[0].at).toMatch(/^\d{4}-/);
    },
    slow,
  );
});
