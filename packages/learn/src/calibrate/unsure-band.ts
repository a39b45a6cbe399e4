import { LearnError } from '../errors.ts';
import { type RankedScores, rankScores, scoreSteps } from '../measure/ranked-scores.ts';

/** Either the sure rows are to be this accurate, or no more than this share of rows is to be called unsure. */
export type UnsureTarget = { readonly accuracy: number } | { readonly share: number };

/** A row is unsure where its confidence is below `bound`. */
export interface UnsureBand {
  readonly bound: number;
  /** False where no bound makes the sure rows as accurate as asked; then the most accurate one is given. */
  readonly reached: boolean;
  /** What it costs: the share of rows handed to a person. */
  readonly unsureShare: number;
  /** null where no row is unsure. */
  readonly accuracyUnsure: number | null;
  readonly accuracySure: number;
}

/**
 * With an accuracy, the fewest unsure rows that leave the others at least that accurate; with a share, the
 * highest bound that keeps within it. At least one row stays sure. Rows must be held out and their
 * confidence calibrated.
 */
export function unsureBand(
  labels: Int32Array,
  predicted: Int32Array,
  confidence: Float64Array,
  target: UnsureTarget,
): UnsureBand {
  const rows = labels.length;
  if (rows === 0) throw new LearnError('ROWS_TOO_FEW', 'There is nothing to judge by; give held-out rows.');
  if (predicted.length !== rows) {
    throw new LearnError(
      'ROWS_MISALIGNED',
      `There are ${rows} labels and ${predicted.length} predictions; give one of each a row.`,
    );
  }
  const asked = 'share' in target ? target.share : target.accuracy;
  if (!(asked >= 0 && asked <= 1)) {
    throw new LearnError('RECIPE_INVALID', `The target is ${asked}; give a share from 0 to 1.`);
  }
  const right = labels.map((label, row) => (label === predicted[row] ? 1 : 0));
  const bands = bandsFromStrictest(rankScores(right, confidence, 1));
  const meets = (band: UnsureBand): boolean =>
    'share' in target ? band.unsureShare <= target.share : band.accuracySure >= target.accuracy;
  const met = 'share' in target ? bands.find(meets) : bands.findLast(meets);
  if (met) return met;
  const most = bands.reduce((best, band) => (band.accuracySure >= best.accuracySure ? band : best));
  return { ...most, reached: false };
}

/** One band a distinct confidence, from the one that leaves fewest rows sure to the one that leaves all. */
function bandsFromStrictest(rightFirst: RankedScores): readonly UnsureBand[] {
  const right = rightFirst.positives.length;
  const rows = right + rightFirst.negatives.length;
  return scoreSteps(rightFirst).map(({ bound, truePositives, falsePositives }) => {
    const sure = truePositives + falsePositives;
    return {
      bound: sure === rows ? 0 : bound,
      reached: true,
      unsureShare: (rows - sure) / rows,
      accuracyUnsure: sure === rows ? null : (right - truePositives) / (rows - sure),
      accuracySure: truePositives / sure,
    };
  });
}
