/**
 * What a question costs, learned from what questions did cost:
 *
 *   ms ≈ fixed + each · size
 *
 * by least squares over past (size, ms), each weighing (1 − 1/memory) as much as the one after it; neither term
 * is below 0. Constant time and memory a question.
 */
export interface CostMeter {
  readonly learn: (size: number, tookMs: number) => void;
  /** Null as long as nothing was learned. */
  readonly estimateMs: (size: number) => number | null;
  readonly fixedMs: () => number;
  readonly eachMs: () => number;
}

/** Follows a change within some hundred questions and is not moved by one of them. */
const decay = 1 - 1 / 128;

/** So many are believed as they are; after them a single one counts for a few times what was expected at most. */
const believed = 8;
const mostTimes = 4;
const mostExtraMs = 1;

export function createCostMeter(): CostMeter {
  let seen = 0;
  let weight = 0;
  let sizes = 0;
  let times = 0;
  let squares = 0;
  let products = 0;
  let fixed = 0;
  let each = 0;

  const fit = (): void => {
    const spread = squares - (sizes * sizes) / weight;
    // Sizes that are all alike tell nothing of what one more unit costs.
    each = spread > 1e-9 * squares ? Math.max(0, (products - (sizes * times) / weight) / spread) : 0;
    fixed = (times - each * sizes) / weight;
    if (fixed < 0) {
      fixed = 0;
      each = sizes > 0 ? times / sizes : 0;
    }
  };

  return {
    learn: (size, tookMs) => {
      // A pause of the whole process falls on whichever question was being answered.
      const most = seen < believed ? tookMs : (fixed + each * size) * mostTimes + mostExtraMs;
      const ms = tookMs < most ? tookMs : most;
      seen++;
      weight = weight * decay + 1;
      sizes = sizes * decay + size;
      times = times * decay + ms;
      squares = squares * decay + size * size;
      products = products * decay + size * ms;
      fit();
    },
    estimateMs: (size) => (seen === 0 ? null : fixed + each * size),
    fixedMs: () => fixed,
    eachMs: () => each,
  };
}
