import { markdownTable, megabytes, seconds, times } from '../learn/markdown.ts';
import type { Cost } from '../learn/measure-command.ts';
import { pairRatios } from '../learn/ratio.ts';
import { summarise } from '../learn/summary.ts';
import { type Step, steps } from './sides.ts';

export interface Pair {
  readonly ours: Readonly<Record<Step, Cost>>;
  readonly dvc: Readonly<Record<Step, Cost>>;
}

export interface Part {
  readonly remote: string;
  readonly files: number;
  readonly pairs: readonly Pair[];
}

/** What is asked for: the two first commands together, then each alone. */
const rows: readonly (readonly [name: string, parts: readonly Step[]])[] = [
  ['add and push', ['add', 'push']],
  ...steps.map((step) => [step, [step]] as const),
];

export function partTable({ remote, files, pairs }: Part): string {
  const header = ['', 'verdict', 'dvc', 'dvc over verdict', 'least', 'most', 'memory: verdict', 'dvc'];
  const lines = rows.map(([name, parts]) => {
    const took = (who: 'ours' | 'dvc'): number[] =>
      pairs.map((pair) => parts.reduce((sum, step) => sum + pair[who][step].seconds, 0));
    const peak = (who: 'ours' | 'dvc'): number =>
      Math.max(...pairs.flatMap((pair) => parts.map((step) => pair[who][step].peakBytes)));
    const ratio = pairRatios(took('ours'), took('dvc'));
    return [
      name,
      seconds(summarise(took('ours')).median),
      seconds(summarise(took('dvc')).median),
      times(ratio.median),
      times(ratio.min),
      times(ratio.max),
      megabytes(peak('ours')),
      megabytes(peak('dvc')),
    ];
  });
  return `## ${files.toLocaleString('en-US')} files, the remote ${remote}\n\n${markdownTable(header, lines)}`;
}
