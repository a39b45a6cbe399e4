import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectRecord, explained } from '../src/record/connect-record.ts';
import { prepareRecord } from './testing/prepare-record.ts';
import { csv, reviews } from './testing/reviews.ts';
import { startUp, type Up } from './testing/up.ts';
import { ended, type Folder, temporaryFolder } from './testing/verdict.ts';

/** Embedded stores are opened several times over. */
const slow = 180_000;

let folder: Folder;
let up: Up | null;
beforeEach(() => {
  folder = temporaryFolder();
  folder.write('reviews.csv', csv(reviews(60)));
  up = null;
});
afterEach(async () => {
  await up?.stop('SIGKILL');
  folder.remove();
});

const home = (): string => join(folder.path, '.verdict');
const env = (): NodeJS.ProcessEnv => ({ VERDICT_HOME: home(), VERDICT_MODELS: folder.path });

describe('where the record is', () => {
  it(
    'lets two commands at once go through one of them, and loses nothing',
    async () => {
      folder.write('more.csv', csv(reviews(80)));
      const both = await Promise.all(
        ['reviews.csv', 'more.csv'].map((file) => folder.verdict(['data', 'add', file, '--json'])),
      );
      expect(both.map(({ code, stderr }) => [code, stderr.replace(/^ {2}.* s\n/gm, '')])).toEqual([
        [0, ''],
        [0, ''],
      ]);
      const { stdout } = await folder.verdict(['data', 'list', '--json']);
      const names = JSON.parse(stdout).datasets.map(({ name }: { name: string }) => name);
      expect(names.sort()).toEqual(['more', 'reviews']);
    },
    slow,
  );

  it(
    'goes through a server that has the workspace open, and opens it once that is gone',
    async () => {
      await prepareRecord(folder);
      up = await startUp(folder);
      const { signal } = new AbortController();
      const record = await connectRecord({ env: env(), signal, version: 'test' });
      try {
        expect(record.where).toBe(up.url);
        await record.client.experiments.create({ name: 'before' });
        await up.stop();
        const { experiments } = await record.client.experiments.list();
        expect(experiments.map(({ name }) => name)).toContain('before');
      } finally {
        await record.close();
      }
    },
    slow,
  );

  it(
    'takes over from a server that was killed',
    async () => {
      await prepareRecord(folder);
      up = await startUp(folder);
      await up.stop('SIGKILL');
      const { code, stdout } = await folder.verdict(['data', 'list']);
      expect([code, stdout]).toEqual([0, 'There is no dataset yet; add one with verdict data add FILE.\n']);
    },
    slow,
  );

  it(
    'says that no server is at VERDICT_URL, and what to do',
    async () => {
      const child = folder.start(['data', 'list'], { VERDICT_URL: 'http://127.0.0.1:1' });
      const { code, stderr } = await ended(child);
      expect([code, stderr.trim().split('\n').at(-1)]).toEqual([
        1,
        'No server answers at VERDICT_URL (http://127.0.0.1:1); start it, correct the address, or unset VERDICT_URL to use the workspace here.',
      ]);
      expect(folder.files()).toEqual(['reviews.csv']);
    },
    slow,
  );

  for (const url of ['localhost:8000', 'ftp://x', 'http://user:secret@x', 'nonsense']) {
    it(`refuses ${url} as VERDICT_URL, and repeats no password`, async () => {
      const { code, stderr } = await ended(folder.start(['runs', 'list'], { VERDICT_URL: url }));
      expect([code, stderr]).toEqual([
        1,
        'VERDICT_URL is no address of a server; write it as https://verdict.example.org, with the key in VERDICT_TOKEN.\n',
      ]);
    });
  }

  it(
    'says what is wrong with a key, and works with the right one',
    async () => {
      await prepareRecord(folder);
      up = await startUp(folder, {
        VERDICT_SIGN_IN: 'always',
        VERDICT_ADMIN_NAME: 'root',
        VERDICT_ADMIN_PASSWORD: 'correct horse battery staple',
      });
      const ask = (token: string) =>
        ended(folder.start(['data', 'list'], { VERDICT_URL: up?.url, VERDICT_TOKEN: token }));
      expect((await ask('')).stderr).toMatch(
        /^The server at VERDICT_URL asks for a key; .+ VERDICT_TOKEN to it\.\n$/,
      );
      expect((await ask('vk_wrong')).stderr).toMatch(
        /^The server at VERDICT_URL refuses the key in VERDICT_TOKEN; .+\n$/,
      );
    },
    slow,
  );

  it(
    'refuses a workspace that a newer version made',
    async () => {
      await prepareRecord(folder);
      writeFileSync(join(home(), 'workspace.json'), '{"format": 99}');
      const { code, stderr } = await folder.verdict(['data', 'list']);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/has format 99, and this Verdict knows \d+; .+\.\n$/),
      ]);
    },
    slow,
  );
});

describe('explained', () => {
  it('leaves alone what the server has said well enough', () => {
    const error = Object.assign(new Error('There is no model x.'), {
      name: 'ApiError',
      code: 'MODEL_UNKNOWN',
      status: 404,
    });
    expect(explained(error, { VERDICT_URL: 'http://x' })).toBe(error);
    expect(explained(error, {})).toBe(error);
  });
});
