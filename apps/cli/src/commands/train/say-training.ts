import type { DataSeen, MetricsJson, Stage, SweepReport, TrainReport } from '@verdict/engine';
import { metricsLines } from '../../report/metrics-lines.ts';
import { count, duration, fileSize, percent, rowCount } from '../../terminal/numbers.ts';
import { remark, type Say } from '../../terminal/say.ts';
import { table } from '../../terminal/table.ts';

export const stageNames: Readonly<Record<Stage, string>> = {
  read: 'reading',
  sweep: 'sweeping',
  features: 'counting n-grams',
  fit: 'fitting',
  finish: 'calibrating',
  evaluate: 'evaluating',
  shrink: 'making it smaller',
  write: 'writing',
  report: 'drawing',
};

/** Where the model went, and what comes next. */
export interface TrainEnding {
  readonly called: string;
  readonly notes: readonly string[];
  readonly next: string;
}

const mostClasses = 8;

export function sayData(say: Say, { path, rows, classes, notes, warnings }: DataSeen): void {
  const shown = classes
    .slice(0, mostClasses)
    .map(({ label, rows: own }) => `${label} ${percent(own / rows, 1)}`);
  if (classes.length > shown.length) shown.push(`${classes.length - shown.length} more classes`);
  say.line(`${say.paint('bold', path)}  ${rowCount(rows)}: ${shown.join(', ')}`);
  remark(say.warn, warnings);
  remark(say.note, notes);
}

export function sayReport(say: Say, report: TrainReport, ending: TrainEnding): void {
  const { model, rows, metrics, shrunk, seconds } = report;
  const { out_of_fold: outOfFold, intervals, ...test } = metrics;
  const { paint } = say;
  say.line();
  if (report.sweep) saySweep(say, report.sweep);
  if (rows.test > 0) {
    say.line(
      `${paint('bold', report.recipe)}  fitted on ${rowCount(rows.train)}, judged on ${count(rows.test)} others`,
    );
    say.line();
    for (const line of metricsLines(test as MetricsJson, intervals, paint)) say.line(line);
  } else {
    say.line(`${paint('bold', report.recipe)}  fitted on ${rowCount(rows.train)}; none were held out`);
    if (outOfFold) {
      say.line(paint('dim', 'out of fold, each row judged by a model that had not seen it:'));
      say.line();
      for (const line of metricsLines(outOfFold, undefined, paint)) say.line(line);
    }
  }
  say.line();
  if (!report.converged)
    say.warn('The solver stopped before it converged; more rows or a smaller c may help.');
  if (shrunk) {
    const loss =
      shrunk.accuracyBefore === null || shrunk.accuracyAfter === null
        ? 'no held-out rows to measure the loss on'
        : `accuracy ${percent(shrunk.accuracyBefore)} before and ${percent(shrunk.accuracyAfter)} after, same answer on ${percent(shrunk.agreement ?? 0)}`;
    say.line(
      `  made smaller: ${count(shrunk.gramsAfter)} of ${count(shrunk.gramsBefore)} n-grams, one byte a number; ${loss}`,
    );
  }
  const { read, features, fit, evaluate, total } = seconds;
  const parts = `read ${duration(read)}, features ${duration(features)}, fit ${duration(fit)}, evaluate ${duration(evaluate)}`;
  say.line(
    `${paint(['bold', 'green'], ending.called)}  ${fileSize(model.bytes)} in ${duration(total)}  ${paint('dim', parts)}`,
  );
  for (const line of ending.notes) say.line(`  ${line}`);
  say.line(`${paint('dim', 'next:')} ${ending.next}`);
}

const mostCandidates = 10;

function saySweep(say: Say, { ranking, refused, scoring, folds }: SweepReport): void {
  say.line(say.paint('dim', `${scoring} by ${folds}-fold cross-validation on the training rows:`));
  const rows = ranking
    .slice(0, mostCandidates)
    .map(({ recipe, score, dropped }) => [recipe, percent(score), dropped ? 'dropped early' : '']);
  for (const line of table(rows)) say.line(`  ${line}`);
  if (ranking.length > rows.length)
    say.line(`  and ${ranking.length - rows.length} more; --json has them all`);
  for (const { recipe, why } of refused) say.warn(`${recipe} was left out: ${why}`);
  say.line();
}

export function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
