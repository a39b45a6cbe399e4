import type { MetricValue } from '@verdict/api';

export interface MetricLine {
  readonly key: string;
  readonly value: MetricValue;
  /** How sure it is: `_low` and `_high` beside it. */
  readonly interval: readonly [number, number] | null;
}

export interface MetricGroup {
  /** What stands before the slash, or the first word of what is a family; empty for the rest. */
  readonly name: string;
  readonly lines: readonly MetricLine[];
}

/** The ends of an interval stand with its metric, and names with slashes by what is before the last one. */
export function metricGroups(metrics: Readonly<Record<string, MetricValue>>): readonly MetricGroup[] {
  const ends = new Set<string>();
  const lines: MetricLine[] = [];
  for (const key of Object.keys(metrics)) {
    const [low, high] = [metrics[`${key}_low`], metrics[`${key}_high`]];
    const bounded = typeof low === 'number' && typeof high === 'number' && low <= high;
    if (bounded) ends.add(`${key}_low`).add(`${key}_high`);
    lines.push({ key, value: metrics[key], interval: bounded ? [low, high] : null });
  }
  const groups = Map.groupBy(
    lines.filter(({ key }) => !ends.has(key)),
    ({ key }) => groupOf(key),
  );
  return Array.from(groups, ([name, own]) => ({
    name,
    lines: own.toSorted((a, b) => order(a.key) - order(b.key) || (a.key < b.key ? -1 : 1)),
  })).sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1));
}

function groupOf(key: string): string {
  const slash = key.lastIndexOf('/');
  if (slash > 0) return key.slice(0, slash);
  return key.startsWith('oof_') ? 'out of fold' : key.startsWith('seconds_') ? 'seconds' : '';
}

/** What is looked at first stands first. */
const first = ['accuracy', 'macro_f1', 'f1', 'precision', 'recall', 'roc_auc', 'log_loss', 'ece'];

function order(key: string): number {
  const at = first.indexOf(key);
  return at < 0 ? first.length : at;
}
