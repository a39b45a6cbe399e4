import { gzipSync } from 'node:zlib';
import { testStores } from '@verdict/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addBatchPart,
  addDatasetVersion,
  createRun,
  type DatasetVersion,
  findBatchRows,
  findDatasetRows,
  keepBlob,
  logBatch,
  registerVersion,
  submitBatch,
  trainedOn,
} from '../src/index.ts';
import { bytesOf, type TestLedger, testActor, testLedger } from '../src/testing/index.ts';
import { frozenOf, type Row } from './frozen.ts';

describe.each(testStores())('rows looked for on $name', (store) => {
  let ledger: TestLedger;
  let version: DatasetVersion;
  const rows: readonly Row[] = Array.from({ length: 1000 }, (_, at) => [
    at === 777 ? 'ÇA VA = 100% <b>' : `text ${at + 1}`,
    at % 3 === 0 ? 'pos' : 'neg',
  ]);
  beforeAll(async () => {
    ledger = await testLedger(store);
    const { frozen, file } = frozenOf(rows);
    ({ version } = await addDatasetVersion(ledger, testActor, {
      name: 'many',
      frozen,
      body: bytesOf(file, 4096),
    }));
  });
  afterAll(async () => {
    await ledger.remove();
    await store.close();
  });
  const numbers = (found: { readonly rows: readonly { readonly row: number }[] }) =>
    found.rows.map(({ row }) => row);

  it('are numbered from 1 and know their file', async () => {
    const found = await findDatasetRows(ledger, version, { fromRow: 1, limit: 2 });
    expect(found).toEqual({
      rows: [
        { row: 1, text: 'text 1', label: 'pos', source: 'test.csv' },
        { row: 2, text: 'text 2', label: 'neg', source: 'test.csv' },
      ],
      nextRow: 3,
    });
  });

  it.each([
    ['in the middle', { fromRow: 500, limit: 2 }, [500, 501], 502],
    ['at the end', { fromRow: 999, limit: 2 }, [999, 1000], null],
    ['beyond the end', { fromRow: 1001, limit: 2 }, [], null],
    ['of a label', { fromRow: 2, limit: 2, label: 'pos' }, [4, 7], 8],
    ['of no label', { fromRow: 1, limit: 2, label: 'Pos' }, [], null],
    ['with a word, whatever its capitals', { fromRow: 1, limit: 2, search: 'ça va = 100% <B>' }, [778], null],
    ['with both', { fromRow: 1, limit: 9, search: 'text 99', label: 'pos' }, [991, 994, 997], null],
  ])('are found %s', async (_, wanted, found, next) => {
    const page = await findDatasetRows(ledger, version, wanted);
    expect([numbers(page), page.nextRow]).toEqual([found, next]);
  });

  it('are looked for piece by piece, and every piece says where to go on', async () => {
    const found: number[] = [];
    let pieces = 0;
    for (let at: number | null = 1; at !== null; pieces++) {
      const page = await findDatasetRows(
        ledger,
        version,
        { fromRow: at, limit: 2, search: 'text 9' },
        { rows: 64, characters: 3000 },
      );
      found.push(...numbers(page));
      at = page.nextRow;
    }
    expect(found).toEqual([9, ...range(90, 99), ...range(900, 999)]);
    expect(pieces).toBeGreaterThan(20);
  });

  it('say what was made of a version, by its training runs alone', async () => {
    const made = async (context: string): Promise<void> => {
      const { run } = await createRun(ledger, testActor, { experiment: 'on many', name: context });
      await logBatch(ledger, testActor, run.id, {
        inputs: [{ dataset: 'many@1', context }],
      });
      const blob = await keepBlob(ledger, bytesOf(`a model of ${context}`));
      await registerVersion(ledger, testActor, {
        model: 'small',
        runId: run.id,
        blob,
        format: 'verdict',
        facts: null,
      });
    };
    const use = async () => (await trainedOn(ledger, [version.id])).get(version.id);
    expect(await use()).toEqual({ runs: 0, models: [] });
    await made('training');
    await made('evaluation');
    await made('training');
    expect(await use()).toEqual({
      runs: 3,
      models: [
        { model: 'small', version: 3 },
        { model: 'small', version: 1 },
      ],
    });
  });

  it('of a batch are found by label, by failure and by doubt, from any row on', async () => {
    const model = await keepBlob(ledger, bytesOf('a model'));
    const input = await keepBlob(ledger, bytesOf('some texts'));
    const { batch } = await submitBatch(ledger, testActor, {
      asked: 'small',
      model: 'small',
      version: 1,
      modelSha256: model.sha256,
      inputSha256: input.sha256,
      textsSha256: 'of the texts',
      rows: 300,
      priority: 'medium',
      webhook: null,
    });
    for (const first of [0, 100, 200]) {
      const lines = range(first, first + 99).map((row) => {
        const failed = first === 200 && row % 50 === 0;
        const told = failed
          ? { error: { code: 'TEXT_EMPTY', message: 'empty' } }
          : { label: first === 100 ? 'pos' : 'neg', confidence: 1, scores: {}, unsure: row === 150 };
        return JSON.stringify({ row, text: `t${row}`, ...told });
      });
      const { sha256 } = await keepBlob(ledger, bytesOf(gzipSync(`${lines.join('\n')}\n`), 1000));
      const counts: Record<string, number> = first === 100 ? { pos: 100 } : { neg: first === 200 ? 98 : 100 };
      await addBatchPart(ledger, batch.jobId, {
        firstRow: first,
        rows: 100,
        failed: first === 200 ? 2 : 0,
        unsure: first === 100 ? 1 : 0,
        counts,
        sha256,
      });
    }
    const find = async (wanted: Omit<Parameters<typeof findBatchRows>[2], 'limit'> & { limit?: number }) => {
      const { lines, nextRow } = await findBatchRows(ledger, batch.jobId, { limit: 3, ...wanted });
      return [lines.map((line) => JSON.parse(line).row), nextRow];
    };
    expect(await find({ fromRow: 98 })).toEqual([[98, 99, 100], 101]);
    expect(await find({ fromRow: 298 })).toEqual([[298, 299], null]);
    expect(await find({ fromRow: 900 })).toEqual([[], null]);
    expect(await find({ fromRow: 0, label: 'pos' })).toEqual([[100, 101, 102], 103]);
    expect(await find({ fromRow: 150, label: 'neg' })).toEqual([[201, 202, 203], 204]);
    expect(await find({ fromRow: 0, only: 'failed' })).toEqual([[200, 250], null]);
    expect(await find({ fromRow: 201, only: 'failed' })).toEqual([[250], null]);
    expect(await find({ fromRow: 0, only: 'unsure' })).toEqual([[150], null]);
    expect(await find({ fromRow: 0, only: 'unsure', label: 'neg' })).toEqual([[], null]);
    expect(await find({ fromRow: 0, label: 'a\0b' })).toEqual([[], null]);
  });
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
