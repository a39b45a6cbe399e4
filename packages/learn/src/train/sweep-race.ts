import { LearnError } from '../errors.ts';
import { buildFeatures, type CountedSet } from '../features/build-features.ts';
import { countMatrix } from './count-matrix.ts';
import { type ScoreCandidateInput, scoreCandidateTask } from './score-candidate.ts';
import type { Candidate, SweepPlan } from './sweep-plan.ts';
import { advance, dropHopeless, inFront, type Standing } from './sweep-standing.ts';

export interface CountedFamily {
  readonly sets: readonly CountedSet[];
  readonly standings: readonly Standing[];
}

/** A family without columns is refused alone: a minDf too high in one corner of a grid should not end the sweep. */
export async function countFamily(
  plan: SweepPlan,
  family: readonly Candidate[],
): Promise<CountedFamily | LearnError> {
  const { texts, crew, now = () => 0 } = plan.input;
  const started = now();
  try {
    const { sets } = await buildFeatures(texts, family[0].recipe.features, crew);
    const features = (now() - started) / 1000;
    const columns = sets.reduce((sum, set) => sum + set.byColumn.rows, 0);
    return { sets, standings: family.map((candidate) => atTheStart(candidate, columns, features)) };
  } catch (error) {
    if (error instanceof LearnError && error.code === 'VOCABULARY_EMPTY') return error;
    throw error;
  }
}

function atTheStart(candidate: Candidate, columns: number, features: number): Standing {
  return {
    ...candidate,
    columns,
    seconds: { features, fit: 0 },
    converged: true,
    margins: [],
    folds: 0,
    predicted: new Int32Array(0),
    score: 0,
    logLoss: 0,
    dropped: null,
  };
}

/** Tells whoever watches how far the sweep is. */
export interface Scoreboard {
  readonly done: (fits: number) => void;
  readonly lead: (standings: readonly Standing[]) => void;
}

export function createScoreboard({ input, folds }: SweepPlan): Scoreboard {
  const total = input.recipes.length * folds;
  let done = 0;
  let best: { readonly name: string; readonly score: number } | null = null;
  return {
    done: (fits) => {
      done += fits;
      input.onProgress?.({ done, total, best });
    },
    lead: (standings) => {
      const { recipe, score } = inFront(standings.filter(({ dropped }) => !dropped));
      best = { name: recipe.name, score };
    },
  };
}

/** From barrier to barrier until every candidate of the family has answered all folds or is dropped. */
export async function raceFamily(
  plan: SweepPlan,
  board: Scoreboard,
  { sets, standings }: CountedFamily,
  settled: readonly Standing[],
): Promise<readonly Standing[]> {
  const dropped: Standing[] = [];
  let racing = standings;
  let asked = 0;
  for (const barrier of plan.barriers) {
    // With nothing to be compared with, all folds that are left may run at once.
    const isAlone = racing.length === 1 && settled.length === 0;
    const to = isAlone || plan.dropAt === Number.POSITIVE_INFINITY ? plan.folds : barrier;
    if (to <= asked) continue;
    const judged = await askFolds(plan, board, sets, racing, asked, to);
    asked = to;
    const standing = asked < plan.folds ? dropHopeless(plan, judged, settled) : judged;
    racing = standing.filter((one) => !one.dropped);
    dropped.push(...standing.filter((one) => one.dropped).map(withoutMargins));
    board.lead([...settled, ...racing]);
    board.done((standing.length - racing.length) * (plan.folds - asked));
    if (racing.length === 0) break;
  }
  return [...dropped, ...racing.map(withoutMargins)];
}

/** All racing candidates through the folds from … to − 1, in one go for the crew. */
async function askFolds(
  plan: SweepPlan,
  board: Scoreboard,
  sets: readonly CountedSet[],
  racing: readonly Standing[],
  from: number,
  to: number,
): Promise<readonly Standing[]> {
  const { input, foldOf, labels } = plan;
  const { crew, seed, now = () => 0 } = input;
  const each = to - from;
  const fits = racing.flatMap(({ recipe }) => {
    const own = sets.map((set, i) => ({
      ...countMatrix(set, recipe.classifier),
      options: recipe.features[i],
    }));
    return Array.from({ length: each }, (_, i): ScoreCandidateInput => {
      const fold = from + i;
      return {
        sets: own,
        labels,
        classes: input.classes.length,
        foldOf,
        fold,
        classifier: recipe.classifier,
        seed: `${seed}/fold ${fold}`,
      };
    });
  });
  const started = now();
  const answers = await crew.run(scoreCandidateTask, fits, () => board.done(1));
  const seconds = ((now() - started) / 1000) * (each / fits.length);
  return racing.map((standing, i) => {
    const { features, fit } = standing.seconds;
    const timed = { ...standing, seconds: { features, fit: fit + seconds } };
    return advance(plan, timed, answers.slice(i * each, (i + 1) * each));
  });
}

/** A settled candidate is compared by what it said; its margins would only take memory. */
function withoutMargins(standing: Standing): Standing {
  return { ...standing, margins: [] };
}
