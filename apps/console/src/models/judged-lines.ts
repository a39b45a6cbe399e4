/**
 * The judge's numbers as lines of a drawing. They come from the record, where a judge of another day may have written
 * fewer of them: what is not there has no line.
 */
export interface JudgedLine {
  readonly key: string;
  readonly name: string;
  readonly unit: 'points' | 'nats';
  readonly candidate: number;
  readonly champion: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Beyond it lies what the policy does not allow: below where more is better, above where less is. */
  readonly bound: number;
  readonly better: 'more' | 'less';
  readonly passed: boolean;
  /** Of a slice; null: all of them. */
  readonly rows: number | null;
  readonly level: number;
}

export interface Judged {
  readonly verdict: string;
  readonly reasons: readonly { readonly rule: string; readonly passed: boolean }[];
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly policy: Readonly<Record<string, unknown>>;
}

type Loose = Readonly<Record<string, unknown>>;

const measures = [
  { key: 'accuracy', name: 'Accuracy', unit: 'points', margin: 'accuracyMargin', better: 'more' },
  { key: 'macro_f1', name: 'Macro F1', unit: 'points', margin: 'macroF1Margin', better: 'more' },
  { key: 'ece', name: 'Calibration error', unit: 'points', margin: 'maxEceIncrease', better: 'less' },
  { key: 'log_loss', name: 'Log loss', unit: 'nats', margin: 'maxLogLossIncrease', better: 'less' },
] as const;

export function judgedLines({ reasons, numbers, policy }: Judged): readonly JudgedLine[] {
  const level = numberOf(numbers.level) ?? 0.95;
  return measures.flatMap(({ key, name, unit, margin, better }) => {
    const found = comparedOf(numbers[key]);
    const allowed = numberOf(policy[margin]);
    if (!found || allowed === null) return [];
    return {
      key,
      name,
      unit,
      ...found,
      better,
      bound: better === 'more' ? 0 - allowed : allowed,
      passed: reasons.every(({ rule, passed }) => rule !== key || passed),
      rows: null,
      level,
    };
  });
}

const kinds: Readonly<Record<string, string>> = { label: 'Label', length: 'Length', source: 'Source' };

export function sliceLines({ numbers, policy }: Judged): readonly JudgedLine[] {
  const allowed = numberOf(policy.sliceMargin);
  if (!Array.isArray(numbers.slices) || allowed === null) return [];
  return numbers.slices.flatMap((slice: Loose | null, index): readonly JudgedLine[] => {
    const found = comparedOf(slice);
    if (!found || !slice) return [];
    return [
      {
        key: `slice-${index}`,
        name: `${kinds[String(slice.kind)] ?? String(slice.kind)}: ${String(slice.name)}`,
        unit: 'points',
        ...found,
        bound: 0 - allowed,
        better: 'more',
        passed: slice.passed !== false,
        rows: numberOf(slice.rows),
        level: numberOf(slice.level) ?? 0.95,
      },
    ];
  });
}

export interface Split {
  readonly both: number;
  readonly candidateOnly: number;
  readonly championOnly: number;
  readonly neither: number;
  readonly p: number;
}

/** Who had which rows right; null without a champion. */
export function splitOf({ numbers }: Judged): Split | null {
  const mcnemar = numbers.mcnemar as Loose | null | undefined;
  const [candidateOnly, championOnly, p] = [mcnemar?.candidate_only, mcnemar?.champion_only, mcnemar?.p].map(
    numberOf,
  );
  const rows = numberOf(numbers.rows);
  const accuracy = numberOf((numbers.accuracy as Loose | undefined)?.candidate);
  if (rows === null || accuracy === null) return null;
  if (candidateOnly == null || championOnly == null || p == null) return null;
  const both = Math.max(0, Math.round(accuracy * rows) - candidateOnly);
  return {
    both,
    candidateOnly,
    championOnly,
    neither: Math.max(0, rows - both - candidateOnly - championOnly),
    p,
  };
}

export interface Costs {
  readonly sizeBytes: readonly [candidate: number, champion: number | null] | null;
  readonly latencyMs: readonly [candidate: number, champion: number | null] | null;
}

export function costsOf({ numbers }: Judged): Costs {
  return { sizeBytes: pairOf(numbers.size_bytes), latencyMs: pairOf(numbers.latency_ms) };
}

function pairOf(value: unknown): readonly [number, number | null] | null {
  const pair = (value ?? {}) as Loose;
  const candidate = numberOf(pair.candidate);
  return candidate === null ? null : [candidate, numberOf(pair.champion)];
}

function comparedOf(value: unknown) {
  const { candidate, champion, difference, low, high } = (value ?? {}) as Loose;
  const all = [candidate, champion, difference, low, high].map(numberOf);
  if (all.some((each) => each === null)) return null;
  const [first, second, apart, least, most] = all as number[];
  return { candidate: first, champion: second, difference: apart, low: least, high: most };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
