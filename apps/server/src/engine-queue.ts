import { Refusal, runInEngine } from '@verdict/engine';
import { ServerError } from './errors.ts';

export interface EngineQueue {
  /** Runs when its turn comes; refused at once where too many wait. */
  readonly run: <Result>(work: (engine: typeof runInEngine) => Promise<Result>) => Promise<Result>;
}

/**
 * Freezing and judging keep every core busy for seconds and hold their rows in memory: one at a time is as fast as
 * several, and takes the memory of one. Of those who wait the eighth is some minutes from its turn.
 */
const mostWaiting = 8;

export function createEngineQueue(engine: typeof runInEngine = runInEngine): EngineQueue {
  let waiting = 0;
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run: (work) => {
      if (waiting > mostWaiting) {
        throw new ServerError(
          'ENGINE_BUSY',
          `${mostWaiting} requests that compute wait already; try again in a moment.`,
        );
      }
      waiting++;
      const turn = tail.then(() => work(engine));
      tail = turn
        .catch(() => {})
        .finally(() => {
          waiting--;
        });
      return turn;
    },
  };
}

/**
 * A sentence of the engine's, with the names that the caller knows in place of the server's paths, and fields of the
 * query beside the options of the command line.
 */
export function refusedWork(
  error: unknown,
  code: 'DATA_REFUSED' | 'NOT_JUDGEABLE' | 'MODEL_FILE_REFUSED',
  names: ReadonlyMap<string, string>,
): unknown {
  if (!(error instanceof Refusal)) return error;
  let sentence = error.message;
  for (const [path, name] of names) sentence = sentence.replaceAll(path, name);
  sentence = sentence.replaceAll(/with --(text|label)\b/g, 'in “$1”, or with --$1');
  return new ServerError(code, sentence, { cause: error });
}
