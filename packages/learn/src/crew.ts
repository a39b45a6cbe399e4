import { type Allocate, plainMemory } from './memory.ts';

/**
 * A piece of work that may be done on another thread: a pure function over values that can be posted, with the
 * name by which the other thread finds it (`tasks.ts`).
 */
export interface Task<Input, Output> {
  readonly name: string;
  readonly work: (input: Input, context: TaskContext) => Output;
}

/** What a piece of work may ask of whoever runs it. */
export interface TaskContext {
  readonly allocate: Allocate;
  readonly shouldStop: () => boolean;
}

/**
 * Whoever does the work: this thread alone (a browser, a test), or worker threads (`learn/threads`). Outputs come
 * back in the order of the inputs, and no output depends on who computed it or when.
 */
export interface Crew {
  readonly size: number;
  /** Memory that every member can see. */
  readonly allocate: Allocate;
  /** Inputs are taken one by one as somebody is free, so that large ones need not all exist at once. */
  readonly run: <Input, Output>(
    task: Task<Input, Output>,
    inputs: Iterable<Input>,
    onDone?: () => void,
  ) => Promise<Output[]>;
}

export function soloCrew(shouldStop: () => boolean = () => false): Crew {
  const context: TaskContext = { allocate: plainMemory, shouldStop };
  return {
    size: 1,
    allocate: plainMemory,
    run: async ({ work }, inputs, onDone) =>
      Array.from(inputs, (input) => {
        const output = work(input, context);
        onDone?.();
        return output;
      }),
  };
}
