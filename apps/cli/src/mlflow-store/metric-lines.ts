import type { MetricValue } from '@verdict/api';

/** Time, step and value, as the API takes a point. */
export type Point = readonly [atMs: number, step: number, value: MetricValue];

export interface MetricLine {
  readonly point: Point;
  /** What stands behind the step: in files of models the run, and the dataset with its digest where there is one. */
  readonly rest: readonly string[];
}

/**
 * A line of a metric's file: `time value`, `time value step`, and in 3.x more fields behind. Null where it is none. (MLflow
 * itself reads step 0 from a run's line with a dataset; the step that was logged stands there.)
 */
export function parseMetricLine(line: string): MetricLine | null {
  const [time, value, step = '0', ...rest] = line.trim().split(' ');
  const atMs = Number(time);
  const steps = Number(step);
  const parsed = value === undefined ? null : parsePython(value);
  if (time === '' || !Number.isSafeInteger(atMs) || !Number.isSafeInteger(steps) || parsed === null)
    return null;
  return { point: [atMs, steps, parsed], rest };
}

/** A float as Python prints it. */
function parsePython(text: string): MetricValue | null {
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(text);
  if (special) {
    if (special[2].toLowerCase() === 'nan') return 'NaN';
    return special[1] === '-' ? '-Infinity' : 'Infinity';
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? wireValue(Number(text)) : null;
}

/** What JSON has no number for goes by name. */
export function wireValue(value: number): MetricValue {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}
