import type { Disagreement, Traffic, TrafficReport, TrafficSide } from '@verdict/api';
import { type Column, columns, usualWidth } from '../terminal/columns.ts';
import { count, percent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/paint.ts';
import { ago } from '../terminal/times.ts';
import { visible } from '../terminal/visible.ts';
import { wrap } from './model-lines.ts';

/** "reviews@2  canary on 5 % of the questions" */
export function trafficLine(
  { model, version, mode, percent: share, state, reason }: Traffic,
  paint: Paint,
): string {
  const called = `${model}@${version}`;
  if (state === 'aborted') {
    const why = reason === '' ? '' : `: ${visible(reason)}`;
    return `${paint(['bold', 'red'], called)}  ${mode} aborted${why}`;
  }
  return `${paint(['bold', 'green'], called)}  ${mode} on ${Number(share.toFixed(3))} % of the questions`;
}

/** More labels, and more pairs of them, are not read. */
const mostLabels = 8;

export function trafficReportLines(report: TrafficReport, nowMs: number, paint: Paint): string[] {
  const { traffic, champion, challenger, agreement, most_answers } = report;
  const cut = challenger.answers + challenger.failures >= most_answers;
  const lines = [
    trafficLine({ ...traffic, reason: '' }, paint),
    ...(traffic.reason === '' ? [] : wrap(visible(traffic.reason), 76).map((line) => `  ${line}`)),
    `  begun ${ago(traffic.started_ms, nowMs)}${cut ? `; of the newest ${count(most_answers)} answers` : ''}`,
    '',
    ...indented(
      [{ title: '' }, { title: 'champion', align: 'right' }, { title: 'challenger', align: 'right' }],
      sideRows(champion, challenger),
    ),
  ];
  if (!agreement) return lines;
  if (agreement.share === null) return [...lines, '', '  nothing to compare yet'];
  const { estimate, low, high } = agreement.share;
  lines.push(
    '',
    `${paint('bold', `agreed ${percent(estimate)}`)} of ${count(agreement.compared)} (${percent(low)} to ${percent(high)})`,
  );
  const apart = agreement.matrix.filter((pair) => pair.champion !== pair.challenger);
  if (apart.length === 0) return lines;
  lines.push(
    '',
    ...indented(
      [
        { title: 'champion', gives: true },
        { title: 'challenger', gives: true },
        { title: 'times', align: 'right' },
      ],
      apart.slice(0, mostLabels).map((pair) => [pair.champion, pair.challenger, count(pair.count)]),
    ),
  );
  if (agreement.disagreements.length === 0) return lines;
  return [
    ...lines,
    '',
    ...indented(
      [{ title: 'champion' }, { title: 'challenger' }, { title: 'text', gives: true }],
      agreement.disagreements.map(exampleRow),
    ),
  ];
}

function indented(head: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  return columns(head, rows, usualWidth - 2).map((line) => `  ${line}`);
}

function exampleRow({ champion, challenger, text, prediction_id }: Disagreement): string[] {
  const said = ({ label, confidence }: Disagreement['champion']): string =>
    `${label} ${percent(confidence, 0)}`;
  return [said(champion), said(challenger), text ?? prediction_id];
}

function sideRows(champion: TrafficSide | null, challenger: TrafficSide): string[][] {
  const sides = [champion, challenger];
  const row = (title: string, of: (side: TrafficSide) => string): string[] => [
    title,
    ...sides.map((side) => (side === null ? '' : of(side))),
  ];
  const answersOf = (labels: TrafficSide['labels'], label: string): number =>
    Object.hasOwn(labels, label) ? labels[label] : 0;
  const labels = [...new Set(sides.flatMap((side) => Object.keys(side?.labels ?? {})))]
    .sort((a, b) => answersOf(challenger.labels, b) - answersOf(challenger.labels, a))
    .slice(0, mostLabels);
  return [
    row('version', ({ version }) => `@${version}`),
    row('answers', ({ answers }) => count(answers)),
    row('failures', ({ failures }) => count(failures)),
    ...labels.map((label) =>
      row(`said ${label}`, ({ labels: own, answers }) =>
        answers === 0 ? '' : percent(answersOf(own, label) / answers),
      ),
    ),
    row('confidence', ({ mean_confidence }) => (mean_confidence === null ? '' : percent(mean_confidence))),
    ...(['p50', 'p95', 'p99'] as const).map((name) =>
      row(`${name} ms`, ({ latency_ms }) => (latency_ms === null ? '' : milliseconds(latency_ms[name]))),
    ),
    row('with feedback', ({ labelled }) => count(labelled)),
    row('accuracy', ({ accuracy }) =>
      accuracy === null
        ? 'not known'
        : `${percent(accuracy.estimate)} (${percent(accuracy.low)} to ${percent(accuracy.high)})`,
    ),
  ];
}

function milliseconds(ms: number): string {
  return ms < 1 ? ms.toFixed(3) : ms.toFixed(1);
}
