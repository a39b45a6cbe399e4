import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareRecord } from './testing/prepare-record.ts';
import { csv, reviews } from './testing/reviews.ts';
import { type Folder, type Ran, temporaryFolder } from './testing/verdict.ts';

/** A DVC repository as `dvc init` and `dvc remote add` leave it. */
function dvcRepository(remote: string): Folder {
  const folder = temporaryFolder();
  mkdirSync(join(folder.path, '.dvc'));
  writeFileSync(
    join(folder.path, '.dvc/config'),
    `[core]\n    remote = store\n    no_scm = true\n['remote "store"']\n    url = ${remote}\n`,
  );
  mkdirSync(join(folder.path, 'images/deep'), { recursive: true });
  folder.write('images/a.bin', Uint8Array.of(0, 1, 255));
  folder.write('images/deep/b.txt', 'one\r\n');
  folder.write('reviews.csv', csv(reviews(60)));
  return folder;
}

const json = <Value>({ code, stdout, stderr }: Ran): Value => {
  expect([code, stderr]).toEqual([0, expect.anything()]);
  return JSON.parse(stdout) as Value;
};

describe('verdict data in a DVC repository', () => {
  const remote = temporaryFolder();
  let folder: Folder;
  beforeAll(async () => {
    folder = dvcRepository(remote.path);
    await prepareRecord(folder);
  });
  afterAll(() => {
    folder.remove();
    remote.remove();
  });

  it('tracks files and folders as dvc add does, and puts nothing on record', async () => {
    const { outputs, record } = json<{ outputs: object[]; record: null }>(
      await folder.verdict(['data', 'add', 'images', 'reviews.csv', '--json']),
    );
    expect(record).toBeNull();
    expect(outputs).toMatchObject([
      { path: 'images', dvc_file: 'images.dvc', files: 2, bytes: 8, files_stored: 2, changed: true },
      { path: 'reviews.csv', dvc_file: 'reviews.csv.dvc', files: null, changed: true },
    ]);
    expect(readFileSync(join(folder.path, 'images.dvc'), 'utf8')).toMatch(
      /^outs:\n- md5: [0-9a-f]{32}\.dir\n {2}size: 8\n {2}nfiles: 2\n {2}hash: md5\n {2}path: images\n$/,
    );
    const { datasets } = json<{ datasets: object[] }>(await folder.verdict(['data', 'list', '--json']));
    expect(datasets).toEqual([]);
  });

  it('pushes, and finds all there the second time', async () => {
    expect(json(await folder.verdict(['data', 'push', '--json']))).toMatchObject({
      remotes: [{ name: 'store' }],
      transferred: 4,
      failed: [],
    });
    const { stdout } = await folder.verdict(['data', 'push']);
    expect(stdout).toMatch(/^All is on store .* already: 4 objects\.\n$/);
    expect((await folder.verdict(['data', 'status', '--cloud'])).stdout).toContain(
      'hold the same: 4 objects',
    );
    expect((await folder.verdict(['data', 'verify'])).stdout).toMatch(
      /^intact {2}4 objects on the remote store; /,
    );
  });

  it('pulls into another copy, byte for byte, also a part', async () => {
    const copy = dvcRepository(remote.path);
    for (const name of ['images', 'reviews.csv']) rmSync(join(copy.path, name), { recursive: true });
    for (const name of ['images.dvc', 'reviews.csv.dvc'])
      copy.write(name, readFileSync(join(folder.path, name)));
    const part = await copy.verdict(['data', 'pull', 'images/deep', '--json']);
    expect(json(part)).toMatchObject({ checked_out: { files_written: 1 } });
    expect(existsSync(join(copy.path, 'images/a.bin'))).toBe(false);
    const { code, stdout } = await copy.verdict(['data', 'pull', '-j', '2']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('added     reviews.csv')]);
    for (const name of ['images/a.bin', 'images/deep/b.txt', 'reviews.csv'])
      expect(readFileSync(join(copy.path, name))).toEqual(readFileSync(join(folder.path, name)));
    copy.remove();
  });

  it('says what changed, and takes nothing back that is kept nowhere unless told to', async () => {
    const before = readFileSync(join(folder.path, 'reviews.csv'));
    rmSync(join(folder.path, 'reviews.csv'));
    folder.write('reviews.csv', 'mine alone');
    rmSync(join(folder.path, 'images'), { recursive: true });
    const { outputs } = json<{ outputs: { path: string; state: string }[] }>(
      await folder.verdict(['data', 'status', '--json']),
    );
    expect(outputs.map(({ path, state }) => [path, state])).toEqual([
      ['images', 'deleted'],
      ['reviews.csv', 'modified'],
    ]);
    const refused = await folder.verdict(['data', 'checkout']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('reviews.csv')]);
    expect(readFileSync(join(folder.path, 'reviews.csv'), 'utf8')).toBe('mine alone');
    expect((await folder.verdict(['data', 'checkout', '--force'])).code).toBe(0);
    expect(readFileSync(join(folder.path, 'reviews.csv'))).toEqual(before);
    expect((await folder.verdict(['data', 'status'])).stdout).toBe(
      'All 2 tracked are as their .dvc files say.\n',
    );
  });

  it('notices what the remote has lost, and fails', async () => {
    const { outputs } = json<{ outputs: { md5: string }[] }>(
      await folder.verdict(['data', 'add', 'reviews.csv', '--json']),
    );
    const [{ md5 }] = outputs;
    rmSync(join(remote.path, 'files/md5', md5.slice(0, 2), md5.slice(2)));
    const { code, stdout, stderr } = await folder.verdict(['data', 'verify', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { intact: false, faults: [{ oid: md5, path: 'reviews.csv', fault: 'missing' }] },
    ]);
    expect(stderr).toMatch(
      /^1 of 4 objects on the remote store is missing or damaged, first of reviews\.csv; /,
    );
    expect((await folder.verdict(['data', 'verify', '--cache'])).code).toBe(0);
    expect(json(await folder.verdict(['data', 'push', '--json']))).toMatchObject({ transferred: 1 });
  });

  it('puts a file on record too where it is named, and a version on record into the repository', async () => {
    const added = json<{ outputs: object[]; record: { version: { dataset: string; rows: number } } }>(
      await folder.verdict(['data', 'add', 'reviews.csv', '--name', 'films', '--json']),
    );
    expect(added).toMatchObject({ outputs: [{}], record: { version: { dataset: 'films', rows: 60 } } });
    expect((await folder.verdict(['data', 'verify', 'films@1'])).stdout).toContain('intact');
    const pushed = json(await folder.verdict(['data', 'push', 'films@1', '--to', 'images.tsv', '--json']));
    expect(pushed).toMatchObject({
      version: { dataset: 'films', number: 1, rows: 60 },
      outputs: [{ dvc_file: 'images.tsv.dvc' }],
      transferred: 1,
    });
    folder.write('mine.csv', 'text,label\n');
    const refused = await folder.verdict(['data', 'push', 'films@latest', '--to', 'mine.csv']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('would be replaced')]);
    // Five commands that open the record one after the other.
  }, 120_000);

  it.each([
    [['data', 'add', 'reviews.csv', '--append'], 2, /^--append is about the record.*--no-dvc/],
    [['data', 'push', 'nothing'], 1, /^Nothing is tracked at nothing/],
    [['data', 'push', '-r', 'nowhere'], 1, /nowhere/],
    [['data', 'push', '-j', '0'], 1, /^--jobs is "0"/],
    [['data', 'pull', 'films@1'], 1, /verdict data checkout films@1\.\n$/],
    [['data', 'push', '--to', 'x.csv'], 2, /^--to is for a version on record/],
    [['data', 'verify', '--cache', '-r', 'store'], 2, /^--cache and --remote are two places/],
    [['data', 'verify', 'films@1', '--cache'], 2, /write verdict data verify films@1\.\n$/],
    [['data', 'checkout', 'films@1', '--force'], 2, /^--force is for files of a DVC repository/],
  ])('refuses %j in one sentence', async (args, code, message) => {
    const ran = await folder.verdict(args);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('refuses a .dvc file in the middle of a merge with its line', async () => {
    const whole = readFileSync(join(folder.path, 'images.dvc'), 'utf8');
    folder.write('images.dvc', whole.replace('outs:\n', 'outs:\n<<<<<<< HEAD\n'));
    for (const verb of ['status', 'push']) {
      const { code, stderr } = await folder.verdict(['data', verb]);
      expect([verb, code, stderr]).toEqual([verb, 1, expect.stringMatching(/images\.dvc/)]);
      expect(stderr).toMatch(/line 2/i);
    }
    folder.write('images.dvc', whole);
  });
});

describe('outside of a DVC repository', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it.each([['push'], ['pull'], ['fetch'], ['status']])('verdict data %s says so', async (verb) => {
    const { code, stderr } = await folder.verdict(['data', verb]);
    expect([code, stderr]).toEqual([
      1,
      'There is no DVC repository in this folder or above; go into one, or make one with dvc init.\n',
    ]);
  });

  it.each([['checkout'], ['verify']])('verdict data %s asks for a version', async (verb) => {
    const { code, stderr } = await folder.verdict(['data', verb]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`verdict data ${verb} reviews@1`)]);
  });
});
