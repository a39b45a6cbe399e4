import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from './commands.ts';
import { assertSample, contentsOf, sample, writeSample } from './files.ts';
import { folderStore, type Store, s3Store } from './stores.ts';

/** dvc as it comes from PyPI and verdict on the same repositories and remotes, one after the other and both ways. */
const top = await mkdtemp(join(tmpdir(), 'verdict-dvc-'));
const { git, dvc, verdict, refused } = commands({
  HOME: top,
  XDG_CONFIG_HOME: join(top, 'config'),
  XDG_CACHE_HOME: join(top, 'cache'),
  DVC_SITE_CACHE_DIR: join(top, 'site'),
  DVC_NO_ANALYTICS: 'true',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'story',
  GIT_AUTHOR_EMAIL: 'story@localhost',
  GIT_COMMITTER_NAME: 'story',
  GIT_COMMITTER_EMAIL: 'story@localhost',
  VERDICT_HOME: join(top, 'record'),
});

const client = `DVC ${dvc(top, '--version').trim()}`;

/** For docs/compatibility.md: the store that a title begins with is the store that it was seen with. */
async function record(title: string): Promise<void> {
  const file = process.env.COMPAT_RECORD;
  if (!file) return;
  const [, store = '', what] = /^(?:(a folder|S3): )?(.*)$/.exec(title) ?? [];
  const line = { client, store, area: 'Repositories and remotes', what, outcome: 'works' };
  await appendFile(file, `${JSON.stringify(line)}\n`);
}

let passed = 0;
async function step(title: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    process.stderr.write(`✗ ${title}\n`);
    throw cause;
  }
  passed++;
  process.stdout.write(`✓ ${title}\n`);
  await record(title);
}

let made = 0;
/** A repository with a remote; without one given, a folder of its own. */
async function repository(store: Store = folderStore(join(top, `remote-${made}`))): Promise<string> {
  const folder = join(top, `repository-${made++}`);
  await mkdir(folder);
  git(folder, 'init', '--quiet');
  dvc(folder, 'init', '--quiet');
  connect(folder, store);
  return folder;
}

function connect(folder: string, { url, settings }: Store): void {
  dvc(folder, 'remote', 'add', '--quiet', '--local', '--force', '--default', 'store', url);
  for (const [key, value] of Object.entries(settings))
    dvc(folder, 'remote', 'modify', '--quiet', '--local', 'store', key, value);
}

/** Another machine: what git carries, an empty cache, the same remote. */
function clone(folder: string, store: Store): string {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'data');
  const copy = join(top, `repository-${made++}`);
  git(top, 'clone', '--quiet', folder, copy);
  connect(copy, store);
  return copy;
}

const objectOf = (bytes: string | Buffer): string => {
  const md5 = createHash('md5').update(bytes).digest('hex');
  return `files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`;
};
const json = <Value>(text: string): Value => JSON.parse(text) as Value;

async function sameFiles(): Promise<void> {
  const [theirs, ours] = [await repository(), await repository()];
  await writeSample(theirs);
  await writeSample(ours);
  dvc(theirs, 'add', '--quiet', 'images', 'reviews.csv');
  verdict(ours, 'data', 'add', 'images', 'reviews.csv');
  await step('verdict data add writes the .dvc files, .gitignore and cache that dvc add writes', async () => {
    for (const name of ['images.dvc', 'reviews.csv.dvc', '.gitignore'])
      assert.equal(await readFile(join(ours, name), 'utf8'), await readFile(join(theirs, name), 'utf8'));
    assert.deepEqual(
      await contentsOf(join(ours, '.dvc/cache/files')),
      await contentsOf(join(theirs, '.dvc/cache/files')),
    );
    await assertSample(ours);
  });
  await step('each finds nothing changed in what the other has added', async () => {
    assert.match(dvc(ours, 'status'), /up to date/);
    assert.doesNotMatch(dvc(ours, 'data', 'status'), /uncommitted/);
    const { outputs } = json<{ outputs: { state: string }[] }>(verdict(theirs, 'data', 'status', '--json'));
    assert.deepEqual(
      outputs.map(({ state }) => state),
      ['same', 'same'],
    );
  });
  await step('keys that only dvc knows stay, and so do comments, when verdict adds anew', async () => {
    const path = join(ours, 'reviews.csv.dvc');
    const written = await readFile(path, 'utf8');
    await writeFile(path, `# ours\n${written}  desc: the first reviews\nmeta:\n  owner: films\n`);
    await writeSample(ours, { 'reviews.csv': 'text,label\nnew,positive\n' });
    verdict(ours, 'data', 'add', 'reviews.csv');
    const text = await readFile(path, 'utf8');
    assert.match(text, /^# ours\n/);
    assert.match(text, /desc: the first reviews/);
    assert.match(text, /meta:\n {2}owner: films/);
    assert.match(dvc(ours, 'status'), /up to date/);
  });
}

async function bothWays(make: (name: string) => Store): Promise<void> {
  const store = make('ours-first');
  const { name } = store;
  const first = await repository(store);
  await writeSample(first);
  verdict(first, 'data', 'add', 'images', 'reviews.csv');
  verdict(first, 'data', 'push');
  await step(`${name}: dvc pull brings what verdict pushed, byte for byte`, async () => {
    assert.match(dvc(first, 'status', '--cloud'), /in sync/);
    const copy = clone(first, store);
    dvc(copy, 'pull', '--quiet');
    await assertSample(copy);
  });

  const other = make('theirs-first');
  const theirs = await repository(other);
  await writeSample(theirs);
  dvc(theirs, 'add', '--quiet', 'images', 'reviews.csv');
  dvc(theirs, 'push', '--quiet');
  await step(`${name}: verdict data pull brings what dvc pushed, byte for byte`, async () => {
    const copy = clone(theirs, other);
    const before = json<{ remotes: { to_fetch: number }[] }>(
      verdict(copy, 'data', 'status', '--cloud', '--json'),
    );
    assert.ok(before.remotes[0].to_fetch > 0);
    verdict(copy, 'data', 'pull');
    await assertSample(copy);
    assert.match(dvc(copy, 'status'), /up to date/);
    assert.match(dvc(copy, 'status', '--cloud'), /in sync/);
  });
  await step(`${name}: both left the same objects`, async () => {
    const keys = await store.keys();
    assert.deepEqual(await other.keys(), keys);
    for (const key of keys) assert.ok((await store.get(key)).equals(await other.get(key)), key);
  });
  await step(
    `${name}: a second push carries nothing, and one changed file carries itself and the list`,
    async () => {
      const again = json<{ transferred: number }>(verdict(first, 'data', 'push', '--json'));
      assert.equal(again.transferred, 0);
      await writeSample(first, { 'images/a.bin': 'changed' });
      verdict(first, 'data', 'add', 'images');
      const changed = json<{ transferred: number }>(verdict(first, 'data', 'push', '--json'));
      assert.equal(changed.transferred, 2);
      const copy = clone(first, store);
      dvc(copy, 'pull', '--quiet');
      await assertSample(copy, { ...sample, 'images/a.bin': 'changed' });
    },
  );
  await step(`${name}: one file, and one file inside a folder, are pulled alone`, async () => {
    const copy = clone(theirs, other);
    verdict(copy, 'data', 'pull', 'images/deep/er/b.txt');
    assert.deepEqual(Object.keys(await contentsOf(join(copy, 'images'))), ['deep/er/b.txt']);
    verdict(copy, 'data', 'pull', 'reviews.csv.dvc');
    verdict(copy, 'data', 'pull', 'images');
    await assertSample(copy);
  });
  await behindTheBack(theirs, other);
}

async function behindTheBack(theirs: string, store: Store): Promise<void> {
  const { name } = store;
  const key = objectOf(sample['images/Zebra.txt']);
  const kept = await store.get(key);
  verdict(theirs, 'data', 'verify');
  await step(
    `${name}: an object deleted behind our back is noticed by verify, and pushed again`,
    async () => {
      await store.remove(key);
      assert.match(refused(theirs, 'data', 'verify'), /^1 of \d+ objects on the remote store is missing/);
      refused(theirs, 'data', 'verify', '--presence', 'images');
      assert.equal(json<{ transferred: number }>(verdict(theirs, 'data', 'push', '--json')).transferred, 1);
      verdict(theirs, 'data', 'verify');
      assert.ok((await store.get(key)).equals(kept));
    },
  );
  await step(`${name}: a damaged object is noticed by verify, and never taken for a whole one`, async () => {
    await store.put(key, Buffer.from('CAPITALS sort first\n'));
    assert.match(
      refused(theirs, 'data', 'verify'),
      /^1 of \d+ objects on the remote store is missing or damaged/,
    );
    verdict(theirs, 'data', 'verify', '--cache');
    const copy = clone(theirs, store);
    assert.match(refused(copy, 'data', 'pull'), /Zebra|images/);
    const cached = await contentsOf(join(copy, '.dvc/cache')).catch(() => ({}));
    for (const [path, hex] of Object.entries(cached))
      assert.notEqual(Buffer.from(hex, 'hex').toString(), 'CAPITALS sort first\n', path);
    await store.put(key, kept);
    verdict(copy, 'data', 'pull');
    await assertSample(copy);
  });
}

/** As DVC 2 left them: no `hash: md5`, the hash of a text with its line ends made `\n`, objects at the top. */
async function versionTwo(store: Store): Promise<void> {
  const folder = await repository(store);
  const bytes = Buffer.from('one\r\ntwo\r\n');
  const md5 = createHash('md5').update('one\ntwo\n').digest('hex');
  const list = `[{"md5": "${md5}", "relpath": "a.txt"}]`;
  const listMd5 = createHash('md5').update(list).digest('hex');
  const place = (hash: string): string => join(store.url, hash.slice(0, 2), hash.slice(2));
  for (const [hash, content] of [
    [md5, bytes],
    [`${listMd5}.dir`, list],
  ] as const) {
    await mkdir(join(store.url, hash.slice(0, 2)), { recursive: true });
    await writeFile(place(hash), content);
  }
  await writeFile(join(folder, 'old.txt.dvc'), `outs:\n- md5: ${md5}\n  size: 10\n  path: old.txt\n`);
  await writeFile(
    join(folder, 'old.dvc'),
    `outs:\n- md5: ${listMd5}.dir\n  size: 10\n  nfiles: 1\n  path: old\n`,
  );
  await step('data of DVC 2 are pulled and verified by verdict as by dvc', async () => {
    const copy = clone(folder, store);
    dvc(copy, 'pull', '--quiet');
    verdict(folder, 'data', 'pull');
    for (const each of [copy, folder])
      for (const name of ['old.txt', 'old/a.txt'])
        assert.ok((await readFile(join(each, name))).equals(bytes), name);
    verdict(folder, 'data', 'verify');
    assert.match(dvc(folder, 'status'), /up to date/);
    const { outputs } = json<{ outputs: { state: string }[] }>(verdict(copy, 'data', 'status', '--json'));
    assert.deepEqual(
      outputs.map(({ state }) => state),
      ['same', 'same'],
    );
  });
}

async function refusals(): Promise<void> {
  const folder = await repository();
  await writeSample(folder);
  verdict(folder, 'data', 'add', 'reviews.csv', 'images');
  await step('a .dvc file with the marks of a merge is refused with its line', async () => {
    const path = join(folder, 'reviews.csv.dvc');
    const written = await readFile(path, 'utf8');
    const [head, md5, ...rest] = written.split('\n');
    const theirs = md5.replace(/[0-9a-f]{32}/, '0'.repeat(32));
    await writeFile(
      path,
      [head, '<<<<<<< HEAD', md5, '=======', theirs, '>>>>>>> branch', ...rest].join('\n'),
    );
    assert.match(refused(folder, 'data', 'status'), /reviews\.csv\.dvc.*line 2|line 2.*reviews\.csv\.dvc/i);
    refused(folder, 'data', 'push');
    await writeFile(path, written);
  });
  await step('a file that nobody keeps is not overwritten without --force', async () => {
    await writeSample(folder, { 'reviews.csv': 'mine alone\n' });
    assert.match(refused(folder, 'data', 'checkout', 'reviews.csv'), /reviews\.csv/);
    assert.equal(await readFile(join(folder, 'reviews.csv'), 'utf8'), 'mine alone\n');
    verdict(folder, 'data', 'checkout', '--force', 'reviews.csv');
    await assertSample(folder);
  });
  await step(
    'a remote that is not there, a target that is not tracked and a place without DVC are refused',
    async () => {
      assert.match(refused(folder, 'data', 'push', '-r', 'nowhere'), /nowhere/);
      assert.match(refused(folder, 'data', 'push', 'nothing'), /nothing/);
      assert.match(refused(top, 'data', 'pull'), /^There is no DVC repository in this folder or above/);
    },
  );
  await step(
    'a remote of another kind, or one that keeps files by version, is refused by its name',
    async () => {
      dvc(folder, 'remote', 'add', '--quiet', 'clouds', 'gs://bucket/path');
      assert.match(refused(folder, 'data', 'push', '-r', 'clouds'), /clouds.*gs:\/\//);
      dvc(folder, 'remote', 'add', '--quiet', 'versions', 's3://bucket/path');
      dvc(folder, 'remote', 'modify', '--quiet', 'versions', 'version_aware', 'true');
      assert.match(refused(folder, 'data', 'push', '-r', 'versions'), /versions.*version/);
    },
  );
}

async function withTheRecord(): Promise<void> {
  const store = folderStore(join(top, 'of-the-record'));
  const folder = await repository(store);
  await writeSample(folder);
  await step('verdict data add --name tracks a file and puts its rows on record', async () => {
    const { outputs, record } = json<{
      outputs: { dvc_file: string }[];
      record: { version: { dataset: string; rows: number } };
    }>(verdict(folder, 'data', 'add', 'reviews.csv', '--name', 'reviews', '--json'));
    assert.equal(outputs[0].dvc_file, 'reviews.csv.dvc');
    assert.deepEqual([record.version.dataset, record.version.rows], ['reviews', 40]);
    verdict(folder, 'data', 'verify', 'reviews@1');
  });
  await step('dvc pull brings a version that verdict data push has put into the repository', async () => {
    verdict(folder, 'data', 'push', 'reviews@1', '--to', 'from-record.csv');
    const copy = clone(folder, store);
    dvc(copy, 'pull', '--quiet', 'from-record.csv');
    const text = await readFile(join(copy, 'from-record.csv'), 'utf8');
    assert.equal(text, await readFile(join(folder, 'from-record.csv'), 'utf8'));
    assert.equal(text.trim().split('\n').length, 41);
  });
}

try {
  await sameFiles();
  await bothWays((name) => folderStore(join(top, name)));
  const s3 = s3Store('here');
  if (s3 === null)
    process.stdout.write('No S3 server is here; scripts/with-s3.sh runs the story with one.\n');
  else await bothWays((name) => s3Store(`dvc-${process.pid}/${name}`) ?? s3);
  await versionTwo(folderStore(join(top, 'of-two')));
  await refusals();
  await withTheRecord();
  process.stdout.write(`${passed} steps, each as it should be.\n`);
} finally {
  await rm(top, { recursive: true, force: true });
}
