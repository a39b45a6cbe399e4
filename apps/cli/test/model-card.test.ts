import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, reviews } from './testing/reviews.ts';
import { type Folder, type Ran, temporaryFolder } from './testing/verdict.ts';

const slow = 180_000;

let folder: Folder;
let trained: Ran;
beforeAll(async () => {
  folder = temporaryFolder();
  folder.write('train.csv', csv(reviews(120)));
  trained = await folder.verdict(['train', '--data', 'train.csv']);
}, slow);
afterAll(() => folder.remove());

const read = (name: string): Buffer => readFileSync(join(folder.path, name));

describe('what a training leaves behind', () => {
  it('says what rows are called whose file is named like any other', () => {
    expect(trained.code).toBe(0);
    expect(trained.stderr).toContain('note     The rows are train@1 on record, after their file; --dataset');
  });

  it(
    'has a model card that comes out as a page',
    async () => {
      const { code, stdout } = await folder.verdict(['models', 'card', 'train@1']);
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(
          /^train-1\.html {2}the model card of train@1\nopen file:\/\/\/.*train-1\.html in a browser\n$/,
        ),
      ]);
      expect(read('train-1.html').toString('utf8')).toMatch(/^<!doctype html>/i);
      const told = await folder.verdict(['models', 'card', 'train', '--out', 'card.html', '--json']);
      expect(JSON.parse(told.stdout)).toMatchObject({ path: 'card.html', model: 'train', version: 1 });
      expect(read('card.html')).toEqual(read('train-1.html'));
      expect((await folder.verdict(['models', 'show', 'train@1'])).stdout).toMatch(
        /\nits card: verdict models card train@1\n$/,
      );
    },
    slow,
  );

  it(
    'has charts that come out as pictures, and none that it has not',
    async () => {
      const { stdout } = await folder.verdict(['runs', 'fetch', 'train@1', 'report/roc.png']);
      expect(stdout).toMatch(/^roc\.png {2}[\d.]+ kB, report\/roc\.png of [0-9a-f]{32}\n$/);
      expect(read('roc.png').subarray(1, 4).toString('latin1')).toBe('PNG');
      const none = await folder.verdict(['runs', 'fetch', 'train@1', 'roc.png']);
      expect([none.code, none.stderr]).toEqual([
        1,
        expect.stringMatching(/has no file "roc\.png"; verdict /),
      ]);
    },
    slow,
  );

  it(
    'has no card where only a file was registered',
    async () => {
      await folder.verdict(['train', '--data', 'train.csv', '--out', 'alone.verdict']);
      await folder.verdict(['models', 'add', 'alone.verdict']);
      const { code, stderr } = await folder.verdict(['models', 'card', 'alone@1']);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/^alone@1 was registered as a file, .+\.\n$/m),
      ]);
    },
    slow,
  );
});
