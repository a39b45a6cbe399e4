import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csv, reviews } from './testing/reviews.ts';
import { temporaryFolder } from './testing/verdict.ts';

const folder = temporaryFolder();
beforeAll(async () => {
  folder.write('reviews.csv', csv(reviews(60)));
  const trained = await folder.verdict(['train', '--data', 'reviews.csv', '--out', 'small-1.verdict']);
  expect(trained.code, trained.stderr).toBe(0);
  const added = await folder.verdict(['models', 'add', 'small-1.verdict', '--name', 'small']);
  expect(added.code, added.stderr).toBe(0);
}, 120_000);
afterAll(() => folder.remove());

test('a file is labelled, and its results fetched, then and later', { timeout: 120_000 }, async () => {
  folder.write('texts.csv', 'text\n"A warm film, I liked it."\n""\n');
  const args = ['batch', 'texts.csv', '--model', 'small@1', '--out', 'labelled.csv', '--json'];
  const ran = await folder.verdict(args);
  expect(ran.code, ran.stderr).toBe(0);
  const { job_id, ...batch } = JSON.parse(ran.stdout);
  expect(batch).toMatchObject({
    status: 'done',
    total_texts: 2,
    failed_texts: 1,
    path: 'labelled.csv',
    labels: { [Object.keys(batch.labels)[0]]: 1 },
  });
  const lines = readFileSync(join(folder.path, 'labelled.csv'), 'utf8').split('\n');
  expect(lines[0]).toBe('row,text,label,confidence,unsure,error');
  expect(lines[2]).toBe('1,,,,,TEXT_EMPTY');

  const shown = job_id.slice(0, 8);
  const later = await folder.verdict(['batch', shown, '--out', 'later.jsonl']);
  expect(later.code, later.stderr).toBe(0);
  expect(later.stdout).toContain('later.jsonl  2 rows:');
  expect(readFileSync(join(folder.path, 'later.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
});

test.each([
  [['nowhere.csv'], 1, 'There is no file nowhere.csv'],
  [['small-1.verdict'], 1, 'has no known ending'],
  [['reviews.csv', '--priority', 'now'], 1, '--priority is "now"'],
  [['reviews.csv', '--out', 'a.xlsx'], 1, 'name the results .csv or .jsonl'],
  [['reviews.csv', '--out', 'a.csv', '--detach'], 2, '--detach does not wait for results'],
  [['00000000-0000-4000-8000-000000000000', '--model', 'small'], 2, 'can only be followed and fetched'],
  [['00000000-0000-4000-8000-000000000000'], 1, 'There is no such batch'],
  [['00000000'], 1, 'There is no job "00000000"; verdict jobs list shows'],
  [['reviews.csv', '--model', 'nobody'], 1, 'There is no model "nobody"'],
])('verdict batch %j is refused', { timeout: 60_000 }, async (args, code, sentence) => {
  const ran = await folder.verdict(['batch', ...args]);
  expect(ran.stderr).toContain(sentence);
  expect(ran.code).toBe(code);
  expect(ran.stdout).toBe('');
});
