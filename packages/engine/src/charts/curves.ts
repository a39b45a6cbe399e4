/** What calling every row with at least this score positive would give. */
export interface RocPoint {
  readonly threshold: number | null;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

export interface PrecisionRecallPoint {
  readonly threshold: number | null;
  readonly recall: number;
  readonly precision: number;
}

/** One class against the rest. */
export interface ClassCurves {
  readonly label: string;
  readonly rows: number;
  readonly roc: readonly RocPoint[];
  readonly precisionRecall: readonly PrecisionRecallPoint[];
  /** Null where all rows, or none, are of the class. */
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
}

export interface ScoredRows {
  /** Class of each row; −1 is none that the model knows. */
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  /** rows × classes. */
  readonly probabilities: Float64Array;
  readonly classes: readonly string[];
}

/** A point a pixel of the picture; all curves together at most so many, so that a thousand classes are no megabytes. */
const mostPoints = 400;
const mostPointsInAll = 20_000;

/** Both curves of every class, thinned, from one sweep of the scores each. Areas are of all points. */
export function classCurves(rows: ScoredRows): readonly ClassCurves[] {
  const { classes } = rows;
  const most = Math.max(12, Math.min(mostPoints, Math.floor(mostPointsInAll / classes.length)));
  return classes.map((label, k) => ({ label, ...curvesOf(rows, k, most) }));
}

function curvesOf(
  { labels, probabilities, classes }: ScoredRows,
  k: number,
  most: number,
): Omit<ClassCurves, 'label'> {
  const width = classes.length;
  const rows = labels.length;
  let positives = 0;
  for (let row = 0; row < rows; row++) if (labels[row] === k) positives++;
  const own = new Float64Array(positives);
  const others = new Float64Array(rows - positives);
  for (let row = 0, p = 0, n = 0; row < rows; row++) {
    const score = probabilities[row * width + k];
    if (labels[row] === k) own[p++] = score;
    else others[n++] = score;
  }
  own.sort();
  others.sort();

  const roc: RocPoint[] = [{ threshold: null, falsePositiveRate: 0, truePositiveRate: 0 }];
  const precisionRecall: PrecisionRecallPoint[] = [{ threshold: null, recall: 0, precision: 1 }];
  const ofPositives = Math.max(1, own.length);
  const ofNegatives = Math.max(1, others.length);
  let p = own.length - 1;
  let n = others.length - 1;
  let doubledArea = 0;
  let area = 0;
  let tpBefore = 0;
  let fpBefore = 0;
  while (p >= 0 || n >= 0) {
    const threshold = n < 0 || (p >= 0 && own[p] > others[n]) ? own[p] : others[n];
    while (p >= 0 && own[p] === threshold) p--;
    while (n >= 0 && others[n] === threshold) n--;
    const tp = own.length - 1 - p;
    const fp = others.length - 1 - n;
    doubledArea += (fp - fpBefore) * (tp + tpBefore);
    area += (tp - tpBefore) * (tp / (tp + fp));
    tpBefore = tp;
    fpBefore = fp;
    roc.push({ threshold, falsePositiveRate: fp / ofNegatives, truePositiveRate: tp / ofPositives });
    precisionRecall.push({ threshold, recall: tp / ofPositives, precision: tp / (tp + fp) });
  }
  const pairs = own.length * others.length;
  return {
    rows: positives,
    roc: thin(roc, most, (a, b) =>
      Math.max(
        Math.abs(a.falsePositiveRate - b.falsePositiveRate),
        Math.abs(a.truePositiveRate - b.truePositiveRate),
      ),
    ),
    precisionRecall: thin(precisionRecall, most, (a, b) =>
      Math.max(Math.abs(a.recall - b.recall), Math.abs(a.precision - b.precision)),
    ),
    rocAuc: pairs === 0 ? null : doubledArea / 2 / pairs,
    averagePrecision: positives === 0 ? null : area / positives,
  };
}

/**
 * Points that are a step away from the last one kept, and both ends: corners stay, and nothing that is left out is
 * further than a step from what is drawn. The step grows until there are few enough.
 */
export function thin<Value>(
  points: readonly Value[],
  most: number,
  distance: (a: Value, b: Value) => number,
): readonly Value[] {
  if (points.length <= most) return points;
  const end = points[points.length - 1];
  for (let step = 1 / most; ; step *= 1.5) {
    const kept = [points[0]];
    for (const point of points) if (distance(point, kept[kept.length - 1]) >= step) kept.push(point);
    if (kept[kept.length - 1] !== end) kept.push(end);
    if (kept.length <= most) return kept;
  }
}
