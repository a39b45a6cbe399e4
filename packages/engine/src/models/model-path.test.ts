import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelName, nextModelPath, versionOf } from './model-path.ts';

describe('modelName', () => {
  const names: readonly [dataPath: string, name: string][] = [
    ['data/train.csv.gz', 'train'],
    ['SMS Spam Collection.tsv', 'SMS-Spam-Collection'],
    ['reviews.2024.jsonl', 'reviews.2024'],
    ['../x.parquet', 'x'],
    ['отзывы.csv', 'model'],
    ['no-ending', 'no-ending'],
  ];
  for (const [dataPath, name] of names)
    it(`calls the model of ${dataPath} ${name}`, () => expect(modelName(null, dataPath)).toBe(name));

  for (const asked of ['', '../up', 'a b', '.hidden', 'é', 'x'.repeat(101)])
    it(`refuses the name ${JSON.stringify(asked.slice(0, 10))}`, () =>
      expect(() => modelName(asked, 'x.csv')).toThrow(/cannot be named/));
});

describe('nextModelPath', () => {
  it('goes on after the highest version of the same name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verdict-path-'));
    afterAll(() => rm(folder, { recursive: true }));
    const next = async (name: string): Promise<string> =>
      (await nextModelPath(folder, name)).slice(folder.length + 1);
    expect(await next('sms')).toBe('sms-1.verdict');
    for (const file of [
      'sms-1.verdict',
      'sms-12.verdict',
      'sms-small-40.verdict',
      'sms-99.csv',
      'sms-x.verdict',
    ])
      await writeFile(join(folder, file), '');
    expect(await next('sms')).toBe('sms-13.verdict');
    expect(await next('sms-small')).toBe('sms-small-41.verdict');
  });
});

describe('versionOf', () => {
  it('reads the number at the end and nothing else', () => {
    expect(['a/sms-3.verdict', 'sms.verdict', 'sms-3.bin', '4.verdict'].map(versionOf)).toEqual([
      3,
      null,
      null,
      null,
    ]);
  });
});
