/** One point of a curve: what calling every row with score ≥ threshold positive would give. */
export interface CurvePoint {
  /** null on the point where no row is called positive. */
  readonly threshold: number | null;
}

/**
 * At most `limit` points, the first and the last among them and the rest evenly spaced in between.
 * A picture a thousand pixels wide shows no more, and a held-out set has tens of thousands.
 */
export function thinCurve<Point extends CurvePoint>(
  points: readonly Point[],
  limit: number,
): readonly Point[] {
  if (points.length <= limit) return points;
  const step = (points.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => points[Math.round(i * step)]);
}
