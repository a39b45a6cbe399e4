import type { Task } from './crew.ts';
import { countColumnsTask } from './features/count-columns.ts';
import { countGramsTask } from './features/count-grams.ts';
import { readTokensTask } from './features/read-tokens.ts';
import { fitRowsTask } from './train/fit-rows.ts';
import { predictRowsTask } from './train/predict-rows.ts';
import { scoreCandidateTask } from './train/score-candidate.ts';

/** Everything that another thread must be able to find by name. */
export const tasks: ReadonlyMap<string, Task<never, unknown>> = new Map(
  [readTokensTask, countGramsTask, countColumnsTask, fitRowsTask, predictRowsTask, scoreCandidateTask].map(
    (task) => [task.name, task as Task<never, unknown>],
  ),
);
