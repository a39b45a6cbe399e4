import { randomUUID } from 'node:crypto';
import {
  firstPredictionIdAt,
  getPrediction,
  type Ledger,
  listPredictions,
  type PredictionRow,
} from '@verdict/ledger';
import { expect, test } from 'vitest';
import type { PredictionSink } from '../../src/prediction-log/prediction-sink.ts';
import { RowsRefused } from '../../src/prediction-log/rows-refused.ts';

export interface SinkPlace {
  readonly sink: PredictionSink;
  /** Where its rows must be found. */
  readonly ledger: Ledger;
}

/** What every way into the prediction log does. Call it inside a describe; each test takes ids of its own. */
export function sinkContract(place: () => SinkPlace): void {
  const t0 = Date.now();
  // Of this suite alone: several may run on one ledger.
  const own = randomUUID().slice(19);
  let taken = 0;
  const rowOf = (changes: Partial<PredictionRow> = {}): PredictionRow => {
    const atMs = t0 + taken++;
    return {
      id: `${firstPredictionIdAt(atMs).slice(0, 13)}-7000-${own}`,
      atMs,
      model: `films-${own}`,
      version: 3,
      part: 'champion',
      surface: 'predict',
      label: 'positive',
      confidence: 0.875,
      unsure: false,
      scores: { negative: 0.125, positive: 0.875 },
      text: '«Ein Film» 🎬\n"quoted"',
      textSha256: null,
      characters: 22,
      tookUs: 40,
      actor: 'ada/key:site',
      requestId: 'req-1',
      ...changes,
    };
  };
  const there = async (row: PredictionRow) => (await getPrediction(place().ledger, row.id)).prediction;

  test('rows arrive as they were', async () => {
    const rows = [
      rowOf(),
      rowOf({
        text: null,
        textSha256: '0'.repeat(64),
        actor: null,
        requestId: null,
        unsure: true,
        part: 'asked',
      }),
      rowOf({ text: 'x'.repeat(200_000), characters: 200_000 }),
    ];
    await place().sink.write(rows);
    for (const row of rows) expect(await there(row)).toEqual(row);
  });

  test('rows that come again stay as they were first', async () => {
    const row = rowOf();
    await place().sink.write([row]);
    await place().sink.write([{ ...row, label: 'negative' }, rowOf()]);
    expect(await there(row)).toEqual(row);
  });

  test('the same rows at once from two sides are there once', async () => {
    const rows = Array.from({ length: 200 }, () => rowOf({ version: 77 }));
    await Promise.all([place().sink.write(rows), place().sink.write(rows)]);
    const { items } = await listPredictions(place().ledger, {
      model: `films-${own}`,
      version: 77,
      limit: 1000,
    });
    expect(items).toHaveLength(200);
  });

  test('text that no database holds arrives with the replacement character', async () => {
    const row = rowOf({ text: 'a\0b\ud800' });
    await place().sink.write([row]);
    expect((await there(row)).text).toBe('a\ufffdb\ufffd');
  });

  test('rows that break the rules are refused for good, and none of their batch is written', async () => {
    const good = rowOf();
    const bad = rowOf({ part: 'nobody' as 'asked' });
    await expect(place().sink.write([good, bad])).rejects.toBeInstanceOf(RowsRefused);
    await expect(there(good)).rejects.toMatchObject({ code: 'PREDICTION_UNKNOWN' });
  });
}
