export interface Measured {
  readonly rows: number;
  readonly cost: number;
}

/**
 * The exponent b of cost = a · rows^b: least squares on the logarithms. 1 is linear, 2 quadratic; a fixed cost,
 * such as the start of the process, pulls it below.
 */
export function growthRate(points: readonly Measured[]): number {
  const xs = points.map(({ rows }) => Math.log(rows));
  const ys = points.map(({ cost }) => Math.log(cost));
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  let above = 0;
  let below = 0;
  xs.forEach((x, i) => {
    above += (x - meanX) * (ys[i] - meanY);
    below += (x - meanX) ** 2;
  });
  if (!(below > 0)) throw new RangeError('Growth needs costs of at least two sizes.');
  return above / below;
}
