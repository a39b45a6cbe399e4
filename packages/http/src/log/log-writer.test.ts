import { expect, test } from 'vitest';
import { createLogWriter, type LogSink } from './log-writer.ts';

const droppedLine = (lines: number): string => `dropped ${lines}\n`;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A destination that takes when it is told to. */
function slowSink() {
  const taken: string[] = [];
  let done: ((error: Error | null) => void) | null = null;
  const sink: LogSink = (bytes, callback) => {
    taken.push(Buffer.from(bytes).toString());
    done = callback;
  };
  const drain = (error: Error | null = null): boolean => {
    const callback = done;
    done = null;
    callback?.(error);
    return callback !== null;
  };
  return { sink, taken, drain };
}

test('lines come out whole, in order, several at once', async () => {
  const { sink, taken, drain } = slowSink();
  const writer = createLogWriter({ sink, droppedLine, gatherMs: 0 });
  for (let at = 0; at < 3; at += 1) writer.write(`line ${at} ü\n`);
  expect(taken).toEqual([]);
  await turn();
  expect(taken).toEqual(['line 0 ü\nline 1 ü\nline 2 ü\n']);
  writer.write('line 3\n');
  expect(taken).toHaveLength(1);
  drain();
  await turn();
  expect(taken[1]).toBe('line 3\n');
  drain();
  expect(writer.bufferedBytes()).toBe(0);
  expect(writer.dropped()).toBe(0);
});

test('a destination that never drains costs no more than the buffer, and what is left out is counted', async () => {
  const { sink, taken, drain } = slowSink();
  const writer = createLogWriter({ sink, droppedLine, gatherMs: 0, maxBufferBytes: 10_000 });
  const line = `${'x'.repeat(99)}\n`;
  for (let at = 0; at < 1_000_000; at += 1) {
    writer.write(line);
    if (at === 0) await turn();
  }
  expect(writer.bufferedBytes()).toBeLessThanOrEqual(10_000);
  expect(writer.dropped()).toBe(999_900);
  while (drain()) await turn();
  const text = taken.join('');
  expect(text.split('\n').filter((each) => each === 'x'.repeat(99))).toHaveLength(100);
  expect(text).toMatch(/dropped 999900\n$/);
  // It is said once.
  writer.write('later\n');
  await turn();
  expect(taken.at(-1)).toBe('later\n');
});

test('a line longer than the buffer is left out, and its neighbours are not', async () => {
  const { sink, taken, drain } = slowSink();
  const writer = createLogWriter({ sink, droppedLine, gatherMs: 0, maxBufferBytes: 1000 });
  writer.write('a\n');
  writer.write(`${'x'.repeat(2000)}\n`);
  writer.write('b\n');
  await turn();
  while (drain()) await turn();
  expect(taken.join('')).toBe('a\nb\ndropped 1\n');
});

test('what a failing destination did not take is given to it again', async () => {
  const { sink, taken, drain } = slowSink();
  const writer = createLogWriter({ sink, droppedLine, gatherMs: 0 });
  writer.write('a\n');
  await turn();
  drain(new Error('gone'));
  await expect.poll(() => taken, { timeout: 5000 }).toEqual(['a\n', 'a\n']);
  drain();
  expect(writer.bufferedBytes()).toBe(0);
});

test('flushing waits for what was written, and no longer than it was told', async () => {
  const { sink, drain } = slowSink();
  const writer = createLogWriter({ sink, droppedLine, gatherMs: 0 });
  await writer.flush(10_000);
  writer.write('a\n');
  const flushed = writer.flush(10_000).then(() => 'through');
  await turn();
  drain();
  expect(await flushed).toBe('through');
  writer.write('b\n');
  const begin = performance.now();
  await writer.flush(50);
  expect(performance.now() - begin).toBeLessThan(2000);
});

test('lines of several turns are gathered, for a moment or until there is enough of them', async () => {
  const { sink, taken, drain } = slowSink();
  const writer = createLogWriter({ sink, droppedLine, gatherMs: 60_000 });
  writer.write('a\n');
  await turn();
  writer.write('b\n');
  await turn();
  expect(taken).toEqual([]);
  const flushed = writer.flush(5000);
  await turn();
  expect(taken).toEqual(['a\nb\n']);
  drain();
  await flushed;
  const long = `${'x'.repeat(70_000)}\n`;
  writer.write(long);
  await turn();
  expect(taken[1]).toBe(long);
});
