import type { Failure } from '../refusal.ts';

/** What a piece of work sees of the outside while it runs on the engine's thread. */
export interface EngineContext<Event> {
  readonly report: (event: Event) => void;
  /** Aborted when the user gives up while a file is being written. */
  readonly signal: AbortSignal;
  /** While this runs, giving up waits for it to clean up behind itself. */
  readonly whileWriting: <Value>(write: () => Promise<Value>) => Promise<Value>;
  /** Milliseconds since the command began. */
  readonly now: () => number;
}

export interface EngineStart {
  readonly job: string;
  readonly request: unknown;
  /** Wall clock at which the process began, in milliseconds. */
  readonly beganAt: number;
}

export type FromEngine =
  | { readonly kind: 'event'; readonly event: unknown }
  | { readonly kind: 'writing'; readonly on: boolean }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure };
