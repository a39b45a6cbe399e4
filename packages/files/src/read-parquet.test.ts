import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readLabelledRows } from './read-labelled-rows.ts';
import { makeTempFolder } from './testing/temp-folder.ts';

const folder = makeTempFolder();
afterAll(folder.remove);

/** Written by fixtures/make_parquet.py. */
const fixture = (name: string) => fileURLToPath(new URL(`testing/fixtures/${name}.parquet`, import.meta.url));
const texts = ['good film', 'a "quoted", line', 'two\nlines', '', 'naïve café 🎬'];
const words = ['pos', 'neg', 'pos', ' neg ', 'pos'];
const fourTimes = (values: readonly string[]) => [...values, ...values, ...values, ...values];

describe('Parquet', () => {
  test.each(['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'])('packed with %s is read', async (codec) => {
    const rows = await readLabelledRows(fixture(codec));
    expect(rows).toMatchObject({
      format: 'parquet',
      columns: { text: 'review', label: 'sentiment' },
      texts: fourTimes(texts),
      labels: fourTimes(words),
    });
    // The rows lie in groups of eight.
    expect([rows.place(0), rows.place(15), rows.place(19)]).toEqual(['row 1', 'row 16', 'row 20']);
  });

  test('labels may be numbers or flags', async () => {
    expect((await readLabelledRows(fixture('number-labels'))).labels).toEqual(['0', '1', '0']);
    expect((await readLabelledRows(fixture('flag-labels'))).labels).toEqual(['true', 'false']);
  });

  test('labels may be missing where they are to be predicted', async () => {
    const rows = await readLabelledRows(fixture('missing-label'), { labelled: false });
    expect(rows.labels).toEqual(['x', '']);
  });

  test.each([
    ['missing-label', 'LABEL_MISSING', { row: 2 }],
    ['missing-text', 'PARQUET_INVALID', { row: 2 }],
    ['nested-text', 'PARQUET_INVALID', { row: 1 }],
    ['no-rows', 'NO_ROWS', {}],
  ])('is refused with its place: %s', async (name, code, place) => {
    await expect(readLabelledRows(fixture(name))).rejects.toMatchObject({ code, place });
  });

  test('that is cut or damaged is refused', async () => {
    const whole = readFileSync(fixture('snappy'));
    const cut = folder.put('cut.parquet', whole.subarray(0, 1000));
    await expect(readLabelledRows(cut)).rejects.toMatchObject({ code: 'PARQUET_INVALID' });
    const damaged = Buffer.from(whole).fill(0xff, 8, 300);
    await expect(readLabelledRows(folder.put('bad.parquet', damaged))).rejects.toMatchObject({
      code: 'PARQUET_INVALID',
    });
    await expect(readLabelledRows(folder.put('mark.parquet', 'PAR1'))).rejects.toMatchObject({
      code: 'PARQUET_INVALID',
    });
  });

  test('stops when the caller says so', async () => {
    const controller = new AbortController();
    const reading = readLabelledRows(fixture('none'), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
