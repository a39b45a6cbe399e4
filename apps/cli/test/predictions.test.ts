import { createClient } from '@verdict/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareRecord } from './testing/prepare-record.ts';
import { csv, reviews } from './testing/reviews.ts';
import { startUp, type Up } from './testing/up.ts';
import { type Folder, temporaryFolder } from './testing/verdict.ts';

const slow = 180_000;
const odd = 'A wonderful,\u001b[2J moving film.';

let folder: Folder;
let up: Up;
const ids: string[] = [];
beforeAll(async () => {
  folder = temporaryFolder();
  folder.write('reviews.csv', csv(reviews(60)));
  await prepareRecord(folder);
  up = await startUp(folder, { VERDICT_DEFAULT_MODEL: 'reviews' });
  await folder.verdict(['train', '--data', 'reviews.csv', '--holdout', '0', '--record']);
  await folder.verdict(['models', 'promote', 'reviews@1', '--force', '--reason', 'a test']);
  const client = createClient({ url: up.url });
  const { predictions } = await client.predict({ texts: [odd, 'A dull plot.', 'A painful bore.'] });
  ids.push(...predictions.map(({ id }) => id));
  // A look at one of them waits until they are in the log.
  await client.predictions.get(ids[2]);
}, slow);
afterAll(async () => {
  await up.stop();
  folder.remove();
});

const printed = async (...args: string[]) => {
  const { code, stdout, stderr } = await folder.verdict([...args, '--json']);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};

describe('predictions', () => {
  it(
    'are listed newest first, as asked',
    async () => {
      const { predictions, more } = await printed(
        'predictions',
        'list',
        '--model',
        'reviews@1',
        '--limit',
        '2',
      );
      expect([predictions.map(({ id }: { id: string }) => id), more]).toEqual([[ids[2], ids[1]], true]);
      expect(predictions[0]).toMatchObject({ text: 'A painful bore.', at: expect.stringMatching(/Z$/) });
      expect((await printed('predictions', 'list', '--until', '1d')).predictions).toEqual([]);
      expect(
        (await printed('predictions', 'list', '--since', '1d', '--model', 'reviews')).predictions,
      ).toHaveLength(3);
    },
    slow,
  );

  it(
    'are shown with what was said of them, and never send a stranger’s control characters',
    async () => {
      const given = await printed('feedback', ids[0], 'negative', '--comment', 'It was meant ironically.');
      expect(given).toMatchObject({ prediction_id: ids[0], label: 'negative' });
      const { stdout } = await folder.verdict(['predictions', 'show', ids[0]]);
      expect(stdout).toContain('meant ironically');
      expect(stdout).toContain('A wonderful,');
      expect(stdout).not.toContain('\u001b');
      const list = await folder.verdict(['predictions', 'list']);
      expect(list.stdout).toContain(ids[0]);
      expect(list.stdout).not.toContain('\u001b');
    },
    slow,
  );

  it(
    'make an accuracy a version',
    async () => {
      await printed('feedback', ids[1], 'negative');
      const { versions } = await printed('predictions', 'accuracy', 'reviews');
      expect(versions).toMatchObject([{ version: 1, labelled: expect.any(Number) }]);
      const { stdout } = await folder.verdict(['predictions', 'accuracy', 'reviews']);
      expect(stdout).toMatch(
        /^version +accuracy +95 % +right +of\nreviews@1 +[\d.]+ % +[\d.]+–[\d.]+ % +\d +\d\n$/,
      );
    },
    slow,
  );

  it(
    'are deleted for good',
    async () => {
      expect(await printed('predictions', 'delete', ids[2])).toEqual({ id: ids[2], deleted: true });
      const { code, stderr } = await folder.verdict(['predictions', 'show', ids[2]]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/There is no prediction .+\n$/)]);
    },
    slow,
  );

  it.each([
    [['feedback', '../x', 'negative'], 'There is no prediction'],
    [['predictions', 'list', '--since', 'yesterday'], '--since is "yesterday"; give a span'],
    [['predictions', 'accuracy', 'nothing'], 'nothing'],
  ])(
    '%j fails with one sentence',
    async (args, sentence) => {
      const { code, stdout, stderr } = await folder.verdict(args);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
    slow,
  );
});
