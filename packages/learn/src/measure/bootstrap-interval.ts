import { LearnError } from '../errors.ts';
import type { Random } from '../random.ts';
import type { ConfusionMatrix } from './confusion-matrix.ts';
import { assertLevel, defaultLevel, type Interval } from './interval.ts';
import { sampleBinomial } from './sample-binomial.ts';

export interface BootstrapOptions {
  readonly random: Random;
  readonly resamples?: number;
  readonly level?: number;
}

/** Enough for the 2.5th and 97.5th percentiles to hold still in the second digit of the width. */
const defaultResamples = 1000;

/**
 * The percentile interval (Efron 1979) of any statistic of rows: `statistic` gets the row indices of a
 * resample, as many as there are rows, drawn with replacement, in one array that is reused.
 * Time resamples · (rows + statistic).
 */
export function bootstrapInterval(
  rows: number,
  statistic: (rowIndices: Int32Array) => number,
  options: BootstrapOptions,
): Interval {
  const { random } = options;
  if (rows < 1) throw new LearnError('ROWS_TOO_FEW', 'There is nothing to resample; give at least one row.');
  const indices = Int32Array.from({ length: rows }, (_, row) => row);
  const estimate = statistic(indices);
  return percentileInterval(estimate, options, () => {
    for (let i = 0; i < rows; i++) indices[i] = random.below(rows);
    return statistic(indices);
  });
}

/**
 * The same for a statistic that sees only the confusion counts, as accuracy and macro F1: a resample's counts
 * are multinomial, so they are drawn cell by cell as binomials of what is left, and no row is touched.
 * Time resamples · classes², whatever the rows.
 */
export function bootstrapConfusion(
  confusion: ConfusionMatrix,
  statistic: (resampled: ConfusionMatrix) => number,
  options: BootstrapOptions,
): Interval {
  const { random } = options;
  const { rows, counts } = confusion;
  const drawn = new Float64Array(counts.length);
  const resampled: ConfusionMatrix = { ...confusion, counts: drawn };
  return percentileInterval(statistic(confusion), options, () => {
    let rowsLeft = rows;
    let countLeft = rows;
    for (let cell = 0; cell < counts.length; cell++) {
      drawn[cell] = countLeft === 0 ? 0 : sampleBinomial(rowsLeft, counts[cell] / countLeft, random);
      rowsLeft -= drawn[cell];
      countLeft -= counts[cell];
    }
    return statistic(resampled);
  });
}

function percentileInterval(estimate: number, options: BootstrapOptions, draw: () => number): Interval {
  const { resamples = defaultResamples } = options;
  const level = assertLevel(options.level ?? defaultLevel);
  if (!(resamples >= 1)) {
    throw new LearnError(
      'RECIPE_INVALID',
      `A bootstrap of ${resamples} resamples says nothing; ask for 1000.`,
    );
  }
  const values = Float64Array.from({ length: resamples }, draw).sort();
  const tail = (1 - level) / 2;
  return { estimate, low: quantile(values, tail), high: quantile(values, 1 - tail), level };
}

/** Linear between the order statistics (type 7 of Hyndman and Fan). */
function quantile(rising: Float64Array, share: number): number {
  const at = share * (rising.length - 1);
  const below = Math.floor(at);
  const above = Math.min(rising.length - 1, below + 1);
  return rising[below] + (at - below) * (rising[above] - rising[below]);
}
