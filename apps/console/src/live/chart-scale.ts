/** Where a scale from zero ends, and the round figures on the way, zero among them. */
export function chartScale(most: number): { readonly top: number; readonly ticks: readonly number[] } {
  if (!(most > 0)) return { top: 1, ticks: [0, 1] };
  const rough = most / 3;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * unit).find((each) => each >= rough) ?? rough;
  const steps = Math.ceil(most / step - 1e-9);
  return {
    top: steps * step,
    ticks: Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12))),
  };
}

/** A line over the middles of its steps, 0 to 100 each way; it breaks where nothing was measured. */
export function linePath(values: readonly (number | null)[], top: number): string {
  let path = '';
  let open = false;
  for (const [at, value] of values.entries()) {
    if (value === null) {
      open = false;
      continue;
    }
    const x = (((at + 0.5) / values.length) * 100).toFixed(2);
    const y = (100 - (Math.min(value, top) / top) * 100).toFixed(2);
    // A step between two gaps would be a point, which has no length; a hair makes it seen.
    const alone = !open && (values[at + 1] ?? null) === null;
    path += `${open ? 'L' : 'M'}${x} ${y}${alone ? 'h0.6' : ''}`;
    open = true;
  }
  return path;
}

export interface Stacked {
  readonly series: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Columns of several series upon one another, 0 to 100 each way; what is nothing is not drawn. */
export function stackedBars(series: readonly (readonly number[])[], top: number): readonly Stacked[] {
  const steps = series[0]?.length ?? 0;
  const bars: Stacked[] = [];
  for (let at = 0; at < steps; at++) {
    let below = 0;
    for (const [index, values] of series.entries()) {
      const height = (values[at] / top) * 100;
      if (height > 0) {
        bars.push({
          series: index,
          x: (at / steps) * 100 + (100 / steps) * 0.08,
          y: 100 - below - height,
          width: (100 / steps) * 0.84,
          height,
        });
      }
      below += height;
    }
  }
  return bars;
}
