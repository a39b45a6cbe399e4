import { describe, expect, it } from 'vitest';
import { soloCrew } from '../crew.ts';
import { createRandom, type Random } from '../random.ts';
import { recipes } from '../recipe/recipes.ts';
import { planSweep, type SweepPlan } from './sweep-plan.ts';
import { askedRows, dropHopeless, type Standing } from './sweep-standing.ts';

const [recipe] = recipes.values();

function planOf(count: number, dropAt: number | null = 3): SweepPlan {
  return planSweep({
    texts: new Array<string>(count).fill('a'),
    labels: Int32Array.from({ length: count }, (_, row) => row % 2),
    classes: ['no', 'yes'],
    positive: null,
    groups: Int32Array.from({ length: count }, (_, row) => row),
    recipes: [recipe],
    dropAt,
    seed: 1,
    crew: soloCrew(),
  });
}

/** One that has answered the first so many folds, wrongly where `isWrong` says so. */
function standingOf(
  plan: SweepPlan,
  index: number,
  folds: number,
  isWrong: (row: number) => boolean,
): Standing {
  const predicted = new Int32Array(plan.labels.length).fill(-1);
  for (const row of askedRows(plan, folds).rows) {
    predicted[row] = isWrong(row) ? 1 - plan.labels[row] : plan.labels[row];
  }
  const blank = {
    converged: true,
    columns: 1,
    seconds: { features: 0, fit: 0 },
    margins: [],
    positive: null,
  };
  const named = { ...recipe, name: `candidate ${index}` };
  return { ...blank, index, recipe: named, folds, predicted, score: 0, logLoss: 0, dropped: null };
}

const droppedOf = (standings: readonly Standing[]) => standings.map(({ dropped }) => dropped !== null);

describe('dropHopeless', () => {
  it('drops who is far behind the best of those racing', () => {
    const plan = planOf(1000);
    const racing = [0.3, 0.1, 0.12].map((share, i) =>
      standingOf(plan, i, 1, wrongAt(share, createRandom(`racing ${i}`))),
    );
    expect(droppedOf(dropHopeless(plan, racing, []))).toEqual([true, false, false]);
  });

  it('compares with those settled on the rows that the racing have answered', () => {
    const plan = planOf(1000);
    const racing = [standingOf(plan, 1, 1, wrongAt(0.3, createRandom('racing')))];
    // Right on the first fold, wrong on all others: the others have not been asked of the racing.
    const settled = standingOf(plan, 0, 5, (row) => plan.foldOf[row] > 0);
    expect(droppedOf(dropHopeless(plan, racing, []))).toEqual([false]);
    expect(droppedOf(dropHopeless(plan, racing, [settled]))).toEqual([true]);
  });

  it('does not measure anybody by one that was dropped', () => {
    const plan = planOf(1000);
    const racing = [standingOf(plan, 1, 1, wrongAt(0.3, createRandom('racing')))];
    const settled = { ...standingOf(plan, 0, 1, () => false), dropped: { afterFolds: 1, why: '' } };
    expect(droppedOf(dropHopeless(plan, racing, [settled]))).toEqual([false]);
  });

  it.each([
    [24, false],
    [25, true],
  ])('takes %i texts told differently for enough to go by: %s', (wrong, isDropped) => {
    const plan = planOf(1000);
    const rows = askedRows(plan, 1).rows.slice(0, wrong);
    const racing = [standingOf(plan, 0, 1, () => false), standingOf(plan, 1, 1, (row) => rows.includes(row))];
    expect(droppedOf(dropHopeless(plan, racing, []))).toEqual([false, isDropped]);
  });

  it.each([
    [2, true],
    [3, false],
    [null, false],
  ])('drops at %s standard errors one that is 2.5 below: %s', (dropAt, isDropped) => {
    const plan = planOf(5000, dropAt);
    const { rows } = askedRows(plan, 1);
    // 28 and 53 rows wrong, all different: (53 − 28) / √(53 + 28) = 2.78, of which 2.5 to 3 is wanted.
    const first = new Set(rows.slice(0, 28));
    const second = new Set(rows.slice(28, 81));
    const racing = [first, second].map((wrong, i) => standingOf(plan, i, 1, (row) => wrong.has(row)));
    expect(droppedOf(dropHopeless(plan, racing, []))).toEqual([false, isDropped]);
  });

  it('seldom drops one that is as good as the best', () => {
    const plan = planOf(400);
    const random = createRandom('equals');
    const times = 400;
    let lost = 0;
    for (let time = 0; time < times; time++) {
      const racing = [0, 1].map((i) => standingOf(plan, i, 3, wrongAt(0.2, random)));
      if (droppedOf(dropHopeless(plan, racing, [])).includes(true)) lost++;
    }
    // Either of the two may be the one that falls behind: 2 · P(z > 3) = 0.0027.
    expect(lost / times).toBeLessThan(0.0027 * 3);
  });
});

function wrongAt(share: number, random: Random): (row: number) => boolean {
  return () => random.next() < share;
}
