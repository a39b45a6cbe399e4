import type { IntervalsJson, MetricsJson } from '@verdict/engine';
import { count, percent, percentRange } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/paint.ts';
import { table } from '../terminal/table.ts';

/** A confusion table of more classes is wider than a terminal. */
const widestConfusion = 8;
const mostClassLines = 20;

/** Metrics for people: the headline with its interval, a line a class, and who was taken for whom. */
export function metricsLines(
  metrics: MetricsJson,
  intervals: IntervalsJson | undefined,
  paint: Paint,
): string[] {
  const lines: string[] = [];
  const row = (name: string, value: string, remark = ''): void => {
    lines.push(
      `  ${name.padEnd(12)}${paint('bold', value.padStart(9))}   ${remark === '' ? '' : paint('dim', remark)}`.trimEnd(),
    );
  };
  const within = (range: readonly [number, number] | undefined): string =>
    range && intervals ? `${percentRange(range)} with ${100 * intervals.level} % confidence` : '';
  row('accuracy', percent(metrics.accuracy), within(intervals?.accuracy));
  row('macro F1', percent(metrics.macro_f1), within(intervals?.macro_f1));
  if (metrics.roc_auc !== null) row('ROC AUC', metrics.roc_auc.toFixed(4));
  row('log loss', metrics.log_loss.toFixed(4), `confidence is off by ${percent(metrics.ece)} on average`);
  if (metrics.unseen_rows > 0)
    row('unseen', count(metrics.unseen_rows), 'rows of labels that the model does not know');

  const names = metrics.classes;
  const shown = names.slice(0, mostClassLines);
  const scores = shown.map((name) => {
    const { precision, recall, f1, support } = metrics.per_class[name];
    const marked = name === metrics.positive ? `${name} +` : name;
    return [marked, percent(precision), percent(recall), percent(f1), count(support)];
  });
  lines.push('', ...titled(['class', 'precision', 'recall', 'F1', 'rows'], scores, paint));
  if (names.length > shown.length)
    lines.push(`  and ${names.length - shown.length} more classes; --json has them all`);

  if (names.length <= widestConfusion) {
    const counts = metrics.confusion.map((called, index) => [names[index], ...called.map(count)]);
    lines.push('', ...titled(['true \\ called', ...names], counts, paint));
  }
  return lines;
}

function titled(head: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string[] {
  const [first, ...rest] = table([head, ...rows]).map((line) => `  ${line}`);
  return [paint('dim', first), ...rest];
}
