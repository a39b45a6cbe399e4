import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataVersion } from '../data/data-version.ts';
import { readLabelledData } from '../data/labelled-data.ts';
import { freezeData } from './freeze-data.ts';
import type { FreezeEvent, FreezeRequest } from './freeze-request.ts';

describe('freezing data', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verdict-freeze-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const at = (name: string): string => join(folder, name);
  const events: FreezeEvent[] = [];
  const freeze = (request: Partial<FreezeRequest>, signal = new AbortController().signal) =>
    freezeData(
      { files: [], before: null, out: at('out.jsonl.gz'), ...request },
      { report: (event) => events.push(event), signal, whileWriting: (write) => write(), now: () => 0 },
    );
  const file = async (name: string, content: string | Uint8Array) => {
    await writeFile(at(name), content);
    return { path: at(name), name, text: null, label: null };
  };
  const linesOf = async (path: string) =>
    gunzipSync(await readFile(path))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('writes every row in order with its source and says what the rows are', async () => {
    const csv = 'text,label\nA good film,pos\n"A bad, ""bad"" film",neg\nGood,pos\ngood,pos\n';
    const frozen = await freeze({ files: [await file('reviews.csv', csv)] });
    expect(await linesOf(at('out.jsonl.gz'))).toEqual([
      { text: 'A good film', label: 'pos', source: 'reviews.csv' },
      { text: 'A bad, "bad" film', label: 'neg', source: 'reviews.csv' },
      { text: 'Good', label: 'pos', source: 'reviews.csv' },
      { text: 'good', label: 'pos', source: 'reviews.csv' },
    ]);
    expect(frozen).toMatchObject({
      rows: 4,
      rowsSha256: dataVersion(
        ['A good film', 'A bad, "bad" film', 'Good', 'good'],
        ['pos', 'neg', 'pos', 'pos'],
      ),
      classes: [
        { label: 'neg', rows: 1 },
        { label: 'pos', rows: 3 },
      ],
      sources: [
        {
          name: 'reviews.csv',
          format: 'csv',
          bytes: csv.length,
          sha256: createHash('sha256').update(csv).digest('hex'),
          rows: 4,
        },
      ],
      bytes: (await readFile(at('out.jsonl.gz'))).length,
      notes: [],
    });
    expect(frozen.profile).toMatchObject({
      distinctTexts: 3,
      characters: { min: 4, median: 4, max: 17 },
      words: { min: 1, max: 4, mean: 9 / 4 },
      topWords: [
        { word: 'good', rows: 3 },
        { word: 'a', rows: 2 },
        { word: 'film', rows: 2 },
        { word: 'bad', rows: 1 },
      ],
    });
    expect(frozen.findings.map(({ kind }) => kind)).toContain('near-repeated-text');
    expect(events.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['read', 'check', 'write']));
  });

  it('gives the same bytes and the same name for the same rows in another format', async () => {
    const csv = await freeze({ files: [await file('a.csv', 'text,label\ngood,1\nbad,0\n')], out: at('a') });
    const jsonl = '{"label":"1","text":"good"}\n{"label":"0","text":"bad"}\n';
    const packed = await freeze({
      files: [{ ...(await file('a.jsonl.gz', gzipSync(jsonl))), name: 'a.csv' }],
      out: at('b'),
    });
    expect(packed.rowsSha256).toBe(csv.rowsSha256);
    expect(await readFile(at('b'))).toEqual(await readFile(at('a')));
  });

  it('is what a later reader of the frozen file finds', async () => {
    const odd = ['tab\tand\nline', 'half \ud800 a pair', ' spaces ', 'a\u2028b', '😀'];
    const rows = odd.map((text, index) => JSON.stringify({ text, label: `class ${index % 2}` }));
    const frozen = await freeze({ files: [await file('odd.jsonl', rows.join('\n'))], out: at('odd.gz') });
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    const read = await readLabelledData({ path: at('odd.gz'), text: 'text', label: 'label' }, options);
    expect(dataVersion(read.texts, read.labels)).toBe(frozen.rowsSha256);
    expect(read.texts).toEqual(odd.map((text) => text.toWellFormed()));
  });

  it('puts the rows of the version before first, and files one after another', async () => {
    const first = await freeze({
      files: [await file('first.csv', 'text,label\ngood,pos\nbad,neg\n')],
      out: at('v1'),
    });
    const second = await freeze({
      files: [await file('b.csv', 'text,label\nfine,pos\n'), await file('c.tsv', 'label\ttext\nneg\tdull\n')],
      before: at('v1'),
      beforeSources: first.sources,
      out: at('v2'),
    });
    expect((await linesOf(at('v2'))).map(({ text, label, source }) => [text, label, source])).toEqual([
      ['good', 'pos', 'first.csv'],
      ['bad', 'neg', 'first.csv'],
      ['fine', 'pos', 'b.csv'],
      ['dull', 'neg', 'c.tsv'],
    ]);
    expect(second.sources.map(({ name, rows }) => [name, rows])).toEqual([
      ['first.csv', 2],
      ['b.csv', 1],
      ['c.tsv', 1],
    ]);
    expect(second.rows).toBe(4);
  });

  it('names the file and the line of what is wrong where there are several', async () => {
    await freeze({ files: [await file('v.csv', 'text,label\ngood,pos\nbad,neg\n')], out: at('before') });
    const bad = await file('bad.csv', 'text,label\nfine,pos\n" ",neg\n');
    await expect(freeze({ files: [bad], before: at('before'), out: at('never') })).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringContaining('bad.csv line 3'),
    });
    expect(await readdir(folder)).not.toContain('never');
  });

  it.each([
    ['no file', async () => ({})],
    ['one class', async () => ({ files: [await file('one.csv', 'text,label\na b,x\nc d,x\n')] })],
    [
      'a file that is not there',
      async () => ({ files: [{ ...(await file('x', '')), path: at('absent.csv') }] }),
    ],
    ['an empty file', async () => ({ files: [await file('empty.csv', '')] })],
    [
      'a version before that is cut',
      async () => {
        const path = at('cut.gz');
        await writeFile(path, gzipSync('{"text":"good","label":"pos"}\n'.repeat(1000)).subarray(0, 40));
        return { before: path, files: [await file('ok.csv', 'text,label\ngood,pos\nbad,neg\n')] };
      },
    ],
    [
      'a version before that holds no rows',
      async () => {
        const path = at('other.gz');
        await writeFile(path, gzipSync('{"text":1}\n'));
        return { before: path, files: [await file('ok.csv', 'text,label\ngood,pos\nbad,neg\n')] };
      },
    ],
  ])('refuses %s in a sentence and writes nothing', async (_, request) => {
    const error = await freeze({ ...(await request()), out: at('refused') }).catch((error: Error) => error);
    expect(error).toMatchObject({ name: expect.stringMatching(/^(Refusal|FilesError)$/) });
    expect(await readdir(folder)).not.toContain('refused');
  });

  it('leaves nothing behind when it is stopped', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, row) => `a text of some length number ${row},${row % 2}\n`,
    );
    const files = [await file('long.csv', `text,label\n${rows.join('')}`)];
    const giveUp = new AbortController();
    const freezing = freeze({ files, out: at('stopped') }, giveUp.signal);
    setImmediate(() => giveUp.abort(new Error('enough')));
    await expect(freezing).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.includes('stopped'))).toEqual([]);
  });
});
