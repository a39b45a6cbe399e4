import type { Artifact, CompareRuns, MetricValue, Run } from '@verdict/api';
import { columns, pairs } from '../terminal/columns.ts';
import { duration, fileSize } from '../terminal/numbers.ts';
import { ago, moment } from '../terminal/times.ts';
import { visible } from '../terminal/visible.ts';

/** As many letters of an id as tell runs of one workspace apart. */
export const idLength = 8;

export function metric(value: MetricValue | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? `${value}` : Number(value.toPrecision(5)).toString();
}

/** Beside the metric that they are ordered by; accuracy where they are not. */
export function runLines(runs: readonly Run[], nowMs: number, key = 'accuracy'): string[] {
  return columns(
    [
      { title: 'run' },
      { title: 'recipe', gives: true },
      { title: 'state' },
      { title: key, align: 'right' },
      { title: 'data', gives: true },
      { title: 'model', gives: true },
      { title: 'when' },
    ],
    runs.map(({ id, name, status, metrics, inputs, models, params, start_ms }) => [
      id.slice(0, idLength),
      params.recipe ?? name,
      status,
      metric(metrics[key]),
      dataOf(inputs) ?? params.data ?? '',
      models.map((model) => `${model.name}@${model.version}`).join(', '),
      ago(start_ms, nowMs),
    ]),
  );
}

/** "metrics.log_loss desc" orders by log_loss; anything else by nothing that runs were measured by. */
export function orderedMetric(order: string | null): string | undefined {
  const found = /^metrics?\.(?:`([^`]+)`|"([^"]+)"|([^\s`"]+))(?:\s|$)/i.exec(order ?? '');
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function dataOf(inputs: Run['inputs']): string | null {
  const trained = inputs.find(({ context }) => context === 'training') ?? inputs.at(0);
  if (!trained) return null;
  return trained.dataset ? `${trained.dataset.name}@${trained.dataset.number}` : trained.name;
}

export function runDetails(run: Run, artifacts: readonly Artifact[]): string[] {
  const { id, name, experiment, status, user, start_ms, end_ms, params, metrics, tags, inputs, models } = run;
  const took = end_ms === null ? '' : `, ${duration((end_ms - start_ms) / 1000)}`;
  return [
    `${visible(name)}  ${id}`,
    ...pairs([
      ['state', `${status}${took}`],
      ['started', `${moment(start_ms)} by ${user}`],
      ['experiment', experiment.name],
      ['data', inputs.map((input) => `${dataOf([input])} (${input.context})`).join(', ') || null],
      ['models', models.map((model) => `${model.name}@${model.version}`).join(', ') || null],
    ]),
    ...section('parameters', sorted(params)),
    ...section(
      'metrics',
      sorted(metrics).map(([key, value]) => [key, metric(value)]),
    ),
    ...section('tags', sorted(tags)),
    ...section(
      'files',
      artifacts.map(({ path, bytes }) => [path, fileSize(bytes)]),
    ),
  ];
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...pairs(rows)];
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Told by their hashes or by their parts elsewhere: `--json` has them. */
const detail = /^(oof_|class\/|seconds_(?!total$))|_(low|high|sha256)$/;

/** What differs, a column a run. */
export function compareLines({ runs, params, metrics }: CompareRuns): string[] {
  const rows: string[][] = [
    ...sorted(params).map(([key, values]) => [key, ...values.map((value) => value ?? '')]),
    ...sorted(metrics).map(([key, values]) => [key, ...values.map(metric)]),
  ];
  const shown = rows.filter(([key]) => !detail.test(key));
  const lines = columns(
    [
      { title: '', gives: true },
      ...runs.map(({ id }) => ({ title: id.slice(0, idLength), align: 'right' as const, gives: true })),
    ],
    [['name', ...runs.map(({ name }) => name)], ...shown],
  );
  const hidden = rows.length - shown.length;
  return hidden === 0 ? lines : [...lines, `and ${hidden} more that differ; --json has them all`];
}
