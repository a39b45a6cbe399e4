import { parentPort, workerData } from 'node:worker_threads';
import { runTask, type TaskContext } from '../crew.ts';
import { LearnError } from '../errors.ts';
import { release } from '../memory.ts';
import type { TaskInput, TaskName } from '../tasks.ts';
import { sharedMemory } from './shared-memory.ts';
import type { Reply } from './thread-crew.ts';

const { stop } = workerData as { readonly stop: Int32Array };
const context: TaskContext = {
  allocate: sharedMemory,
  shouldStop: () => Atomics.load(stop, 0) === 1,
};

parentPort?.on('message', (message: { id: number; name: TaskName; input: TaskInput<TaskName> }) => {
  const reply = answer(message);
  parentPort?.postMessage(reply);
  // Both are this thread's own copies by now.
  releaseArrays(message.input);
  releaseArrays(reply.output);
});

function answer({ id, name, input }: { id: number; name: TaskName; input: TaskInput<TaskName> }): Reply {
  try {
    return { id, output: runTask(name, input, context) };
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
