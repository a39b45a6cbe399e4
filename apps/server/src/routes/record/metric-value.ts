import type { MetricValue } from '@verdict/api';

/** JSON has no NaN and no infinities: they travel by name. */
export function presentMetricValue(value: number): MetricValue {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

export function parseMetricValue(value: MetricValue): number {
  return typeof value === 'number' ? value : Number(value);
}
