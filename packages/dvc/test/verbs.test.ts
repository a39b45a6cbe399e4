import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { md5Of } from '../src/hash/md5.ts';
import { add, checkout, openRemote, pull, push, remoteStatus, status, verify } from '../src/index.ts';
import { makeRepository, type TestRepository } from '../src/testing/make-repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = makeRepository();
});
afterEach(() => repo.remove());

const aHash = '0cc175b9c0f1b6a831c399e269772661';

async function opened() {
  const repository = await repo.open();
  return { repository, remote: await openRemote(repository.config) };
}

function forgetData(...names: readonly string[]): void {
  for (const name of [...names, '.dvc/cache'])
    rmSync(join(repo.root, name), { recursive: true, force: true });
}

function remotePath(oid: string): string {
  return join(repo.remoteFolder, 'files/md5', oid.slice(0, 2), oid.slice(2));
}

test('a file and a folder go through add, push, loss of everything, and pull, byte for byte', async () => {
  repo.put('data.csv', 'a');
  repo.put('folder/x/ü.bin', Buffer.from([0, 255, 13, 10]));
  repo.put('folder/empty', '');
  repo.put('folder/large', Buffer.alloc(3 * 2 ** 20, 'z'));
  const { repository, remote } = await opened();
  const added = await add(repository, ['data.csv', 'folder']);
  expect(added).toMatchObject([
    { path: 'data.csv', dvcFile: 'data.csv.dvc', md5: aHash, files: undefined, isChanged: true },
    { path: 'folder', files: 3, filesStored: 3, sizeBytes: 4 + 3 * 2 ** 20 },
  ]);
  expect(repo.text('data.csv.dvc')).toBe(
    `outs:\n- md5: ${aHash}\n  size: 1\n  hash: md5\n  path: data.csv\n`,
  );
  expect(repo.text('.gitignore')).toBe('/data.csv\n/folder\n');
  expect(await push(repository, remote)).toMatchObject({ transferred: 5, present: 0, failed: [] });
  expect(await push(repository, remote)).toMatchObject({ transferred: 0, present: 5, failed: [] });
  forgetData('data.csv', 'folder');
  expect(await pull(repository, remote)).toMatchObject({
    fetched: { transferred: 5, failed: [] },
    checkedOut: { added: ['data.csv', 'folder'], missing: [] },
  });
  expect(readFileSync(join(repo.root, 'folder/x/ü.bin'))).toEqual(Buffer.from([0, 255, 13, 10]));
  expect(statSync(join(repo.root, 'folder/large')).size).toBe(3 * 2 ** 20);
  expect((await status(repository)).map(({ state, isCached }) => [state, isCached])).toEqual([
    ['same', true],
    ['same', true],
  ]);
});

test('objects have the rights that DVC takes for whole, and data those of people', async () => {
  repo.put('run.sh', 'a', 0o755);
  const { repository, remote } = await opened();
  await add(repository, ['run.sh']);
  await push(repository, remote);
  expect(repo.text('run.sh.dvc')).toContain('  isexec: true\n');
  expect(statSync(remotePath(aHash)).mode & 0o777).toBe(0o444);
  forgetData('run.sh');
  await pull(repository, remote);
  expect(statSync(join(repo.root, 'run.sh')).mode & 0o700).toBe(0o700);
});

test('a second add of the same hashes nothing anew and leaves the .dvc file alone', async () => {
  repo.put('folder/a', 'a');
  const { repository } = await opened();
  await add(repository, ['folder']);
  const before = statSync(join(repo.root, 'folder.dvc')).mtimeMs;
  expect(await add(repository, ['folder'])).toMatchObject([
    { isChanged: false, filesStored: 0, gitFiles: [] },
  ]);
  expect(statSync(join(repo.root, 'folder.dvc')).mtimeMs).toBe(before);
});

test('one path within a tracked folder changes its list in that place only', async () => {
  repo.put('folder/a', 'a');
  repo.put('folder/b', 'b');
  const { repository } = await opened();
  await add(repository, ['folder']);
  repo.put('folder/a', 'changed');
  repo.put('folder/b', 'changed too');
  await add(repository, ['folder/a']);
  rmSync(join(repo.root, 'folder'), { recursive: true });
  await checkout(repository);
  expect([repo.text('folder/a'), repo.text('folder/b')]).toEqual(['changed', 'b']);
});

test('a deleted and a damaged object on the remote are noticed, and a damaged one is never taken', async () => {
  repo.put('a', 'a');
  repo.put('b', 'bb');
  const { repository, remote } = await opened();
  const [, b] = await add(repository, ['a', 'b']);
  await push(repository, remote);
  rmSync(remotePath(aHash));
  chmodSync(remotePath(b!.md5), 0o644);
  writeFileSync(remotePath(b!.md5), 'bX');
  const { faults } = await verify(repository, remote);
  expect(faults.map(({ path, fault }) => `${path} ${fault}`).toSorted()).toEqual(['a missing', 'b damaged']);
  expect((await verify(repository, remote, { presenceOnly: true })).faults).toMatchObject([{ path: 'a' }]);
  expect(await verify(repository, 'cache')).toMatchObject({ objects: 2, faults: [] });
  expect(await push(repository, remote)).toMatchObject({ transferred: 1 });
  forgetData('a', 'b');
  const { fetched, checkedOut } = await pull(repository, remote);
  expect(fetched.failed).toMatchObject([{ path: 'b', reason: /damaged/ }]);
  expect(checkedOut).toMatchObject({ added: ['a'], missing: ['b'] });
  expect(existsSync(join(repo.root, 'b'))).toBe(false);
});

test('a folder’s list is not pushed where one of its files cannot be', async () => {
  repo.put('folder/a', 'a');
  repo.put('folder/b', 'b');
  const { repository, remote } = await opened();
  const [added] = await add(repository, ['folder']);
  rmSync(join(repository.cacheFolder, 'files/md5', aHash.slice(0, 2), aHash.slice(2)));
  expect(await push(repository, remote)).toMatchObject({ transferred: 1, failed: [{ path: 'folder/a' }] });
  expect(existsSync(remotePath(added!.md5))).toBe(false);
  expect(await remoteStatus(repository, remote)).toMatchObject({
    missing: [{ path: 'folder/a' }],
    toPush: 1,
  });
});

test('data that no cache holds is not overwritten, unless by force', async () => {
  repo.put('folder/a', 'a');
  const { repository } = await opened();
  await add(repository, ['folder']);
  repo.put('folder/a', 'not saved');
  repo.put('folder/new', 'nor this');
  await expect(checkout(repository)).rejects.toMatchObject({ code: 'CHANGES_NOT_SAVED' });
  expect(repo.text('folder/a')).toBe('not saved');
  expect(await checkout(repository, { force: true })).toMatchObject({ filesWritten: 1, filesRemoved: 1 });
  expect(readdirSync(join(repo.root, 'folder'))).toEqual(['a']);
});

test('reads what DVC 2 left, by its own hash and in its own places', async () => {
  const legacy = md5Of(Buffer.from('x\ny\n'));
  repo.put('old.csv.dvc', `outs:\n- md5: ${legacy}\n  size: 6\n  path: old.csv\n`);
  const { repository, remote } = await opened();
  const place = join(repo.remoteFolder, legacy.slice(0, 2));
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, legacy.slice(2)), 'x\r\ny\r\n');
  expect(await pull(repository, remote)).toMatchObject({
    fetched: { transferred: 1 },
    checkedOut: { added: ['old.csv'] },
  });
  expect(repo.text('old.csv')).toBe('x\r\ny\r\n');
  expect(await add(repository, ['old.csv'])).toMatchObject([{ isChanged: false }]);
  repo.put('old.csv', 'new\r\n');
  await add(repository, ['old.csv']);
  expect(repo.text('old.csv.dvc')).toMatch(/path: old.csv\n {2}hash: md5\n$/);
});

test('refuses conflict markers with the line', async () => {
  repo.put('a.dvc', `outs:\n<<<<<<< ours\n- md5: ${aHash}\n=======\n- md5: x\n>>>>>>> theirs\n  path: a\n`);
  const { repository } = await opened();
  await expect(status(repository)).rejects.toMatchObject({ code: 'DVC_FILE_CONFLICTED', message: /Line 2/ });
});

test('refuses what may not be added, and writes nothing', async () => {
  repo.put('folder/a', 'a');
  repo.put('skip.tmp', 'a');
  repo.put('.dvcignore', '*.tmp\n');
  symlinkSync('folder', join(repo.root, 'link'));
  const { repository } = await opened();
  const refusals: readonly (readonly [string[], string])[] = [
    [['nothing'], 'PATH_MISSING'],
    [['..'], 'PATH_OUTSIDE'],
    [['skip.tmp'], 'PATH_IGNORED'],
    [['link'], 'PATH_UNSUITABLE'],
    [['folder', 'folder/a'], 'PATH_OVERLAPS'],
    [['.dvc/config'], 'PATH_UNSUITABLE'],
  ];
  for (const [paths, code] of refusals) await expect(add(repository, paths)).rejects.toMatchObject({ code });
  await add(repository, ['folder/a']);
  await expect(add(repository, ['folder'])).rejects.toMatchObject({ code: 'PATH_OVERLAPS' });
  await expect(status(repository, { targets: ['nowhere'] })).rejects.toMatchObject({
    code: 'TARGET_UNKNOWN',
  });
});

test('waits for another process that holds the lock as DVC does, and goes on after it', async () => {
  repo.put('a', 'a');
  repo.put('.dvc/tmp/lock', '');
  const { repository } = await opened();
  const holder = spawn('flock', [join(repo.root, '.dvc/tmp/lock'), 'sleep', '0.7']);
  await once(holder, 'spawn');
  const begun = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await add(repository, ['a']);
  expect(Date.now() - begun).toBeGreaterThan(600);
});

test('leaves alone what a running stage of a pipeline writes', async () => {
  const path = repo.put('a', 'a');
  repo.put(
    '.dvc/tmp/rwlock',
    JSON.stringify({ write: { [path]: { pid: process.pid, cmd: 'dvc repro' } }, read: {} }),
  );
  const { repository } = await opened();
  await expect(add(repository, ['a'])).rejects.toMatchObject({
    code: 'REPOSITORY_LOCKED',
    message: /dvc repro/,
  });
});
