import type { TaskContext } from './crew.ts';
import { countColumns } from './features/count-columns.ts';
import { countGrams } from './features/count-grams.ts';
import { readTokens } from './features/read-tokens.ts';
import { fitRows } from './train/fit-rows.ts';
import { predictRows } from './train/predict-rows.ts';
import { scoreCandidate } from './train/score-candidate.ts';

/** Everything that may run on another thread, by name. */
export const tasks = {
  'read-tokens': readTokens,
  'count-grams': countGrams,
  'count-columns': countColumns,
  'fit-rows': fitRows,
  'predict-rows': predictRows,
  'score-candidate': scoreCandidate,
} as const satisfies Record<string, (input: never, context: TaskContext) => unknown>;

export type TaskName = keyof typeof tasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>;
