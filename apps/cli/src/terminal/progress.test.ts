import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressOf } from './progress.ts';

const names = { read: 'reading', fit: 'fitting' };

function fakeStream(isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += chunk;
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream, written: () => text };
}

describe('progressOf', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says nothing of what is over within a second', () => {
    const { stream, written } = fakeStream(true);
    const progress = progressOf(names, stream);
    progress.update('read', 0);
    vi.advanceTimersByTime(900);
    progress.update('fit', 0);
    vi.advanceTimersByTime(900);
    progress.end();
    expect(written()).toBe('');
  });

  it('draws a bar in a terminal and leaves one line behind', () => {
    const { stream, written } = fakeStream(true);
    const progress = progressOf(names, stream);
    progress.update('fit', 0.5);
    vi.advanceTimersByTime(1500);
    expect(stripVTControlCharacters(written())).toContain(
      `fitting            ${'━'.repeat(14)}${'─'.repeat(14)}  50 %`,
    );
    progress.end();
    expect(stripVTControlCharacters(written())).toMatch(/\r {2}fitting {12}1\.50 s\n$/);
  });

  it('draws none elsewhere, and one line for a stage of over three seconds', () => {
    const { stream, written } = fakeStream(false);
    const progress = progressOf(names, stream);
    progress.update('read', 0);
    vi.advanceTimersByTime(4000);
    progress.update('fit', 1);
    vi.advanceTimersByTime(2900);
    progress.end();
    progress.end();
    expect(written()).toBe('  reading            4.00 s\n');
  });
});
