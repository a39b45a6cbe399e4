import type { ContestantAnswers, JudgeInput } from '../judge-input.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { slicesOf } from '../slices.ts';

/** So many rows of one label that went the same way. */
export interface Block {
  readonly label: string;
  readonly rows: number;
  readonly candidate: string;
  readonly champion: string;
  readonly source?: string;
  readonly length?: number;
}

export interface ContestOptions {
  readonly policy?: Partial<Policy>;
  readonly candidate?: Partial<ContestantAnswers> & { readonly confidence?: number };
  readonly champion?: (Partial<ContestantAnswers> & { readonly confidence?: number }) | null;
  readonly rowsLeftOut?: number;
}

/**
 * A contest made of blocks. Each contestant is as sure as it is often right, unless told otherwise; the rest of the
 * probability goes to the other classes in equal parts.
 */
export function contest(blocks: readonly Block[], options: ContestOptions = {}): JudgeInput {
  const classes = [
    ...new Set(blocks.flatMap((block) => [block.label, block.candidate, block.champion])),
  ].sort();
  const rows = blocks.flatMap((block) => Array.from({ length: block.rows }, () => block));
  const labels = Int32Array.from(rows, ({ label }) => classes.indexOf(label));
  const answersOf = (
    side: 'candidate' | 'champion',
    { confidence, ...more }: Partial<ContestantAnswers> & { readonly confidence?: number },
  ): ContestantAnswers => {
    const predicted = Int32Array.from(rows, (row) => classes.indexOf(row[side]));
    const right = predicted.reduce((sum, k, row) => sum + (k === labels[row] ? 1 : 0), 0);
    const sure = confidence ?? right / rows.length;
    const rest = (1 - sure) / (classes.length - 1);
    const probabilities = new Float64Array(rows.length * classes.length).fill(rest);
    for (let row = 0; row < rows.length; row++) probabilities[row * classes.length + predicted[row]] = sure;
    return {
      knows: classes,
      predicted,
      probabilities,
      sizeBytes: 1e6,
      latencyMs: 0.1,
      trainingKnown: true,
      ...more,
    };
  };
  const policy = { ...defaultPolicy, ...options.policy };
  return {
    classes,
    labels,
    candidate: answersOf('candidate', options.candidate ?? {}),
    champion: options.champion === null ? null : answersOf('champion', options.champion ?? {}),
    slices: slicesOf({
      labels,
      classes,
      lengths: Int32Array.from(rows, ({ length }) => length ?? 100),
      sources: rows.map(({ source }) => source ?? null),
      minRows: policy.sliceMinRows,
    }),
    rowsLeftOut: options.rowsLeftOut ?? 0,
    policy,
  };
}

/** Of `rows` with both labels in equal parts: how many both have right, and how many one alone. */
export function outcome(
  rows: number,
  {
    candidateOnly,
    championOnly,
    neither = 0,
  }: {
    readonly candidateOnly: number;
    readonly championOnly: number;
    readonly neither?: number;
  },
): readonly Block[] {
  return ['ham', 'spam'].flatMap((label, at) => {
    const other = at === 0 ? 'spam' : 'ham';
    const half = (count: number): number => (at === 0 ? Math.ceil(count / 2) : Math.floor(count / 2));
    const both = half(rows) - half(candidateOnly) - half(championOnly) - half(neither);
    return [
      { label, rows: both, candidate: label, champion: label },
      { label, rows: half(candidateOnly), candidate: label, champion: other },
      { label, rows: half(championOnly), candidate: other, champion: label },
      { label, rows: half(neither), candidate: other, champion: other },
    ];
  });
}

/** The same contest with the contestants' places changed. */
export function swapped(input: JudgeInput): JudgeInput {
  if (!input.champion) throw new Error('there is nobody to change places with');
  return { ...input, candidate: input.champion, champion: input.candidate };
}
