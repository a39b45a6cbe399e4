import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChecksReply } from '../../src/wire.ts';
import { ask, sentenceOf } from '../shell/site-client.ts';
import type { Result } from './results.ts';
import { runMany } from './run-many.ts';

export type ManyState = 'ready' | 'running' | 'done' | 'stopped' | 'failed';

export interface Many {
  readonly state: ManyState;
  readonly texts: readonly string[];
  readonly results: readonly (Result | null)[];
  /** How many have a result. */
  readonly reached: number;
  /** Why nothing comes just now. */
  readonly waiting: string | null;
  readonly failure: string | null;
}

const nothing: Many = { state: 'ready', texts: [], results: [], reached: 0, waiting: null, failure: null };

export function useMany() {
  const [many, setMany] = useState<Many>(nothing);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const isRunning = many.state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    // Results live in this page alone.
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isRunning]);

  const start = useCallback(async (texts: readonly string[]) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setMany({ ...nothing, state: 'running', texts, results: texts.map(() => null) });
    const change = (next: (before: Many) => Partial<Many>): void => {
      if (running.current === stop) setMany((before) => ({ ...before, ...next(before) }));
    };
    try {
      await runMany({
        texts,
        signal: stop.signal,
        wait,
        ask: (some, signal) => ask<ChecksReply>('/api/checks', { texts: some }, signal),
        onWaiting: (waiting) => change(() => ({ waiting })),
        onResults: (places, some) =>
          change(({ results, reached }) => {
            const next = [...results];
            for (const [index, at] of places.entries()) next[at] = some[index];
            return { results: next, reached: reached + places.length };
          }),
      });
      change(() => ({ state: 'done', waiting: null }));
    } catch (error) {
      const state = stop.signal.aborted ? 'stopped' : 'failed';
      change(() => ({ state, waiting: null, failure: state === 'failed' ? sentenceOf(error) : null }));
    }
  }, []);

  const stop = useCallback(() => running.current?.abort(), []);
  const reset = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setMany(nothing);
  }, []);
  return { many, start, stop, reset };
}

/** Over at once when the browser is online again. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
