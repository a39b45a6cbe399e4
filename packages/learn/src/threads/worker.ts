import { parentPort, workerData } from 'node:worker_threads';
import type { TaskContext } from '../crew.ts';
import { LearnError } from '../errors.ts';
import { release } from '../memory.ts';
import { tasks } from '../tasks.ts';
import { sharedMemory } from './shared-memory.ts';
import type { Reply } from './thread-crew.ts';

const { stop } = workerData as { readonly stop: Int32Array };
const context: TaskContext = {
  allocate: sharedMemory,
  shouldStop: () => Atomics.load(stop, 0) === 1,
};

interface Order {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

parentPort?.on('message', (message: Order) => {
  const reply = answer(message);
  parentPort?.postMessage(reply);
  // Both are this thread's own copies by now.
  releaseArrays(message.input);
  releaseArrays(reply.output);
});

function answer({ id, name, input }: Order): Reply {
  try {
    const task = tasks.get(name);
    if (!task) throw new Error(`there is no task ${name}; add it to tasks.ts`);
    return { id, output: task.work(input as never, context) };
  } catch (error) {
    const code = error instanceof LearnError ? error.code : null;
    return { id, error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

function releaseArrays(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) release(value as Int32Array);
  else for (const inner of Object.values(value)) releaseArrays(inner);
}
