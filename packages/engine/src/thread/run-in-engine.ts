import { Worker } from 'node:worker_threads';
import { Refusal, WrongUsage } from '../refusal.ts';
import type { JobEvent, JobName, JobOutput, JobRequest } from './jobs.ts';
import type { EngineStart, FromEngine } from './protocol.ts';

/**
 * Reading a file makes strings that die at once or stay for good, and solvers make none: a nursery of the default
 * size (48 MB) would only stay mapped. Measured on 25,000 reviews: 40 to 60 MB less at the peak, no slower.
 */
const youngGenerationMb = 12;

/**
 * Long work runs on a thread of its own, so that this one can draw progress and hear Ctrl-C while a solver is
 * deep in a loop. It costs 20 MB and some tens of milliseconds.
 */
export function runInEngine<Name extends JobName>(
  job: Name,
  request: JobRequest<Name>,
  options: { readonly signal: AbortSignal; readonly onEvent: (event: JobEvent<Name>) => void },
): Promise<JobOutput<Name>> {
  const { signal, onEvent } = options;
  const start: EngineStart = { job, request, beganAt: performance.timeOrigin };
  const worker = new Worker(new URL('./engine.ts', import.meta.url), {
    workerData: start,
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
  });
  let writing = false;
  let stop = (): void => {};
  return new Promise<JobOutput<Name>>((resolve, reject) => {
    stop = () => {
      // A file under way is taken back by whoever writes it; otherwise there is nothing to wait for.
      if (writing) worker.postMessage('stop');
      else reject(new Refusal('Stopped.'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromEngine) => {
      if (message.kind === 'event') onEvent(message.event as JobEvent<Name>);
      else if (message.kind === 'writing') writing = message.on;
      else if (message.kind === 'done') resolve(message.output as JobOutput<Name>);
      else {
        const { sentence, exitCode } = message.failure;
        reject(exitCode === 2 ? new WrongUsage(sentence) : new Refusal(sentence));
      }
    });
    worker.on('error', (error) => reject(outOfMemory(error) ?? error));
    worker.on('exit', () => reject(new Error('the engine thread ended without an answer')));
  }).finally(() => {
    // A signal that outlives the job, as a server's does, would keep the thread's last message and all that was sent.
    signal.removeEventListener('abort', stop);
    // A process that goes on, as a server does, would keep the thread with all its memory, and a training that was
    // given up would go on beside it.
    worker.unref();
    void worker.terminate();
  });
}

function outOfMemory(error: Error): Refusal | null {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return null;
  return new Refusal(
    'The rows take more memory than Node gives; take fewer, or start it with NODE_OPTIONS=--max-old-space-size=MEGABYTES.',
    { cause: error },
  );
}
