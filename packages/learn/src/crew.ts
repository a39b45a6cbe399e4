import { type Allocate, plainMemory } from './memory.ts';
import { type TaskInput, type TaskName, type TaskOutput, tasks } from './tasks.ts';

/**
 * Whoever does the work: this thread alone (a browser, a test), or worker threads (`learn/threads`).
 * A piece of work is a named pure function over values that can be posted; outputs come back in the order of
 * the inputs, and no output depends on who computed it or when.
 */
export interface Crew {
  readonly size: number;
  /** Memory that every member can see. */
  readonly allocate: Allocate;
  /** Inputs are taken one by one as somebody is free, so that large ones need not all exist at once. */
  readonly run: <Name extends TaskName>(
    name: Name,
    inputs: Iterable<TaskInput<Name>>,
    onDone?: () => void,
  ) => Promise<TaskOutput<Name>[]>;
}

/** What a piece of work may ask of whoever runs it. */
export interface TaskContext {
  readonly allocate: Allocate;
  readonly shouldStop: () => boolean;
}

export function soloCrew(shouldStop: () => boolean = () => false): Crew {
  const context: TaskContext = { allocate: plainMemory, shouldStop };
  return {
    size: 1,
    allocate: plainMemory,
    run: async (name, inputs, onDone) =>
      Array.from(inputs, (input) => {
        const output = runTask(name, input, context);
        onDone?.();
        return output;
      }),
  };
}

export function runTask<Name extends TaskName>(
  name: Name,
  input: TaskInput<Name>,
  context: TaskContext,
): TaskOutput<Name> {
  const task = tasks[name] as (input: TaskInput<Name>, context: TaskContext) => TaskOutput<Name>;
  return task(input, context);
}
