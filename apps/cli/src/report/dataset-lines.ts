import type { Dataset, DatasetDiff, DatasetVersion } from '@verdict/api';
import { columns, pairs } from '../terminal/columns.ts';
import { count, fileSize, percent } from '../terminal/numbers.ts';
import { ago, moment } from '../terminal/times.ts';
import { opening, visible } from '../terminal/visible.ts';

const mostClasses = 6;

/** "negative 50.0 %, positive 50.0 %" */
export function classShares({ classes, rows }: Pick<DatasetVersion, 'classes' | 'rows'>): string {
  const shown = classes
    .slice(0, mostClasses)
    .map(({ label, rows: own }) => `${visible(label)} ${percent(rows === 0 ? 0 : own / rows, 1)}`);
  if (classes.length > shown.length) shown.push(`${classes.length - shown.length} more classes`);
  return shown.join(', ');
}

export function datasetLines(datasets: readonly Dataset[], nowMs: number): string[] {
  return columns(
    [
      { title: 'dataset', gives: true },
      { title: 'versions', align: 'right' },
      { title: 'rows', align: 'right' },
      { title: 'classes', gives: true },
      { title: 'latest' },
    ],
    datasets.map(({ name, versions, latest, created_ms }) => [
      name,
      count(versions),
      latest ? count(latest.rows) : '',
      latest ? classShares(latest) : '',
      ago(latest?.created_ms ?? created_ms, nowMs),
    ]),
  );
}

export function versionLines(versions: readonly DatasetVersion[], nowMs: number): string[] {
  return columns(
    [
      { title: 'version', align: 'right' },
      { title: 'rows', align: 'right' },
      { title: 'content' },
      { title: 'when' },
      { title: 'by', gives: true },
      { title: 'message', gives: true },
    ],
    versions.map(({ number, rows, rows_sha256, created_ms, created_by, message }) => [
      `${number}`,
      count(rows),
      rows_sha256.slice(0, 12),
      ago(created_ms, nowMs),
      created_by,
      message,
    ]),
  );
}

const mostWords = 10;

export function versionDetails(version: DatasetVersion): string[] {
  const { characters, words, distinct_texts, top_words } = version.profile;
  const spread = ({ median, p90, max }: typeof words): string =>
    `median ${count(Math.round(median))}, 90 % below ${count(Math.round(p90))}, longest ${count(max)}`;
  return [
    ...pairs([
      ['rows', `${count(version.rows)}, ${count(distinct_texts)} different texts`],
      ['classes', version.classes.map(({ label, rows }) => `${label} ${count(rows)}`).join(', ')],
      ['words', spread(words)],
      ['characters', spread(characters)],
      [
        'frequent',
        top_words
          .slice(0, mostWords)
          .map(({ word }) => word)
          .join(', '),
      ],
      ['content', version.rows_sha256],
      ['added', `${moment(version.created_ms)} by ${version.created_by}`],
      ['message', version.message || null],
    ]),
    '',
    ...columns(
      [
        { title: 'source', gives: true },
        { title: 'format' },
        { title: 'size', align: 'right' },
        { title: 'rows', align: 'right' },
      ],
      version.sources.map(({ name, format, bytes, rows }) => [name, format, fileSize(bytes), count(rows)]),
    ).map((line) => `  ${line}`),
  ];
}

const mostExamples = 3;

export function diffLines(diff: DatasetDiff, name: string): string[] {
  const { from, to, added, removed, relabelled, unchanged, examples } = diff;
  const lines = [
    `${name}@${from} → ${name}@${to}: ${count(added)} added, ${count(removed)} removed, ${count(relabelled)} relabelled, ${count(unchanged)} unchanged`,
  ];
  for (const [title, rows] of [
    ['added', examples.added],
    ['removed', examples.removed],
    ['relabelled', examples.relabelled],
  ] as const) {
    if (rows.length === 0) continue;
    lines.push('', `  ${title}, as`);
    for (const { text, before, after } of rows.slice(0, mostExamples)) {
      const labels = [before, after].filter((side) => side.length > 0).map((side) => side.join(', '));
      lines.push(`    ${visible(labels.join(' → '))}  ${opening(text, 60)}`);
    }
  }
  return lines;
}
