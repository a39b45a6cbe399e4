import { LearnError } from '../errors.ts';
import { planSweep, type SweepInput } from './sweep-plan.ts';
import { countFamily, createScoreboard, raceFamily } from './sweep-race.ts';
import { type RefusedCandidate, rankSweep, type Swept } from './sweep-ranking.ts';
import type { Standing } from './sweep-standing.ts';

export type { SweepInput, SweepProgress } from './sweep-plan.ts';
export type { RefusedCandidate, Swept, SweptCandidate } from './sweep-ranking.ts';

/**
 * Which of many recipes does best, by cross-validation on the same folds for all. Candidates race in families
 * that share counted features, one family in memory at a time; at fixed folds whoever has fallen hopelessly
 * behind is dropped. Who is dropped follows from answers alone, never from threads or time.
 * Costs candidates · folds fits less those spared, and one count of the texts a family.
 */
export async function sweep(input: SweepInput): Promise<Swept> {
  const plan = planSweep(input);
  const board = createScoreboard(plan);
  const settled: Standing[] = [];
  const refused: RefusedCandidate[] = [];
  for (const family of plan.families) {
    const counted = await countFamily(plan, family);
    if (counted instanceof LearnError) {
      refused.push(...family.map(({ recipe }) => ({ recipe, why: counted.message })));
      board.done(family.length * plan.folds);
    } else {
      settled.push(...(await raceFamily(plan, board, counted, settled)));
    }
  }
  if (settled.length === 0) throw new LearnError('VOCABULARY_EMPTY', refused[0].why);
  return rankSweep(plan, settled, refused);
}
