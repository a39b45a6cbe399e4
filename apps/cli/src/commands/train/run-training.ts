import { runInEngine, type Stage, type TrainReport, type TrainRequest } from '@verdict/engine';
import { progressOf } from '../../terminal/progress.ts';
import type { Say } from '../../terminal/say.ts';
import { sayData, stageNames } from './say-training.ts';

/** Trains on the engine's thread, with its stages on stderr. */
export async function runTraining(
  request: TrainRequest,
  say: Say,
  signal: AbortSignal,
): Promise<TrainReport> {
  const progress = progressOf<Stage>(stageNames);
  try {
    return await runInEngine('train', request, {
      signal,
      onEvent: (event) => {
        if (event.kind === 'progress') progress.update(event.stage, event.fraction);
        else sayData(say, { ...event.data, path: request.called?.data ?? event.data.path });
      },
    });
  } finally {
    progress.end();
  }
}
