import { describe, expect, it, test } from 'vitest';
import { mostRemembered, parseHistory, previewOf, type Remembered, remember } from './history.ts';

const one: Remembered = {
  atMs: 1,
  preview: 'Win',
  prediction: 'spam',
  confidence: 0.9,
  unsure: false,
  model: 'spam-en@1',
  requestId: 'r',
};

describe('the history', () => {
  it('keeps the newest, and so many', () => {
    let history: readonly Remembered[] = [];
    for (let atMs = 0; atMs < 80; atMs++) history = remember(history, { ...one, atMs });
    expect(history).toHaveLength(mostRemembered);
    expect([history[0].atMs, history.at(-1)?.atMs]).toEqual([79, 30]);
  });

  it('comes back as it was kept', () => {
    expect(parseHistory(JSON.stringify([one]))).toEqual([one]);
  });

  test.each([
    [null],
    [''],
    ['{'],
    ['null'],
    ['{"a":1}'],
    ['[null,1,"x",{}]'],
    [JSON.stringify([{ ...one, prediction: '<script>' }])],
    [JSON.stringify([{ ...one, atMs: 1e300 }])],
    [JSON.stringify([{ ...one, preview: 'x'.repeat(100_000) }])],
  ])('leaves out what is none: %s', (kept) => {
    expect(parseHistory(kept)).toEqual([]);
  });

  it('shows the beginning of a long message on one line', () => {
    expect(previewOf('a\n b\t c ')).toBe('a b c');
    expect(previewOf('word '.repeat(20_000))).toHaveLength(200);
    expect(previewOf(`${' '.repeat(100_000)}late`)).toHaveLength(1);
  });
});
