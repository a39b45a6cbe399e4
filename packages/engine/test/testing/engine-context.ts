import type { EngineContext } from '../../src/thread/protocol.ts';

/** A context for calling a job on the thread of the test. */
export function testContext<Event>(
  options: { readonly signal?: AbortSignal; readonly onEvent?: (event: Event) => void } = {},
): EngineContext<Event> {
  return {
    report: options.onEvent ?? (() => {}),
    signal: options.signal ?? new AbortController().signal,
    whileWriting: (write) => write(),
    now: () => performance.now(),
  };
}
