/** What the judge asks of a candidate, as fields that people fill in: shares are percent or points, bytes are megabytes. */
export interface PolicyField {
  readonly key: string;
  readonly name: string;
  readonly hint: string;
  readonly kind: 'number' | 'whole' | 'limit' | 'flag';
  /** What one in the field is on the wire. */
  readonly unit: number;
  readonly unitName: string;
  readonly least: number;
  readonly most: number;
}

const number = (key: string, name: string, hint: string, more: Partial<PolicyField> = {}): PolicyField => ({
  key,
  name,
  hint,
  kind: 'number',
  unit: 1,
  unitName: '',
  least: 0,
  most: 100,
  ...more,
});
const points = { unit: 0.01, unitName: 'points' };
const limit = { kind: 'limit', most: Number.MAX_SAFE_INTEGER } as const;

export const policyGroups: readonly { readonly name: string; readonly fields: readonly PolicyField[] }[] = [
  {
    name: 'Evidence',
    fields: [
      number('minRows', 'Fewest rows', 'With fewer the judge refuses.', {
        kind: 'whole',
        least: 1,
        most: Number.MAX_SAFE_INTEGER,
      }),
      number('confidence', 'Confidence', 'How sure each interval is.', {
        unit: 0.01,
        unitName: 'percent',
        least: 50,
        most: 99.9,
      }),
    ],
  },
  {
    name: 'Quality',
    fields: [
      number('accuracyMargin', 'Loss of accuracy', 'A larger one has to be ruled out.', points),
      number('refuseSignificantLoss', 'Refuse any sure loss', 'However small it is.', { kind: 'flag' }),
      number('macroF1Margin', 'Loss of macro F1', 'Refused where a larger one is sure.', points),
      number('maxEceIncrease', 'More calibration error', 'Refused where more is sure.', points),
      number('maxLogLossIncrease', 'More log loss', 'Refused where more is sure.', {
        unitName: 'nats',
        most: 40,
      }),
      number('allowLostClasses', 'Labels may be lost', 'A candidate may know fewer than the champion.', {
        kind: 'flag',
      }),
    ],
  },
  {
    name: 'Slices',
    fields: [
      number('sliceMargin', 'Loss on a slice', 'Refused where a larger one is sure.', points),
      number('sliceMinRows', 'Fewest rows of a slice', 'Smaller ones are not looked at.', {
        kind: 'whole',
        least: 1,
        most: Number.MAX_SAFE_INTEGER,
      }),
    ],
  },
  {
    name: 'Cost; empty is no limit',
    fields: [
      number('maxSizeBytes', 'Size', 'Of the model file.', { ...limit, unit: 2 ** 20, unitName: 'MiB' }),
      number('maxSizeRatio', 'Size, as times the champion’s', '', limit),
      number('maxLatencyMs', 'One text, median', '', { ...limit, unitName: 'ms' }),
      number('maxLatencyRatio', 'One text, as times the champion’s', '', limit),
    ],
  },
];

export type PolicyValues = Readonly<Record<string, string | boolean>>;
type Policy = Readonly<Record<string, unknown>>;

const all = policyGroups.flatMap(({ fields }) => fields);

export function valuesOf(policy: Policy): PolicyValues {
  return Object.fromEntries(all.map((field) => [field.key, fieldValue(field, policy[field.key])]));
}

function fieldValue({ kind, unit }: PolicyField, value: unknown): string | boolean {
  if (kind === 'flag') return value === true;
  return typeof value === 'number' ? String(Number((value / unit).toPrecision(12))) : '';
}

export type PolicyReading =
  | { readonly policy: Policy | null; readonly problems: null }
  | { readonly policy: null; readonly problems: Readonly<Record<string, string>> };

/** Only what is not as usual is kept, so that a usual value that changes later counts here too; null: all of it. */
export function readPolicy(values: PolicyValues, usual: Policy): PolicyReading {
  const problems: Record<string, string> = {};
  const policy: Record<string, unknown> = {};
  for (const field of all) {
    const { key, kind, unit } = field;
    const value = values[key];
    // As it stood there: half a millionth lost in a conversion is not a change.
    if (value === fieldValue(field, usual[key])) continue;
    if (kind === 'flag') {
      policy[key] = value;
      continue;
    }
    const text = String(value).trim().replace(',', '.');
    if (text === '' && kind === 'limit') {
      policy[key] = null;
      continue;
    }
    const problem = problemOf(field, text);
    if (problem === null) policy[key] = Number((Number(text) * unit).toPrecision(12));
    else problems[key] = problem;
  }
  if (Object.keys(problems).length > 0) return { policy: null, problems };
  return { policy: Object.keys(policy).length === 0 ? null : policy, problems: null };
}

function problemOf({ kind, least, most }: PolicyField, text: string): string | null {
  const given = text === '' ? Number.NaN : Number(text);
  if (kind === 'whole') {
    return Number.isSafeInteger(given) && given >= least ? null : `Give a whole number of ${least} or more.`;
  }
  if (kind === 'limit')
    return given > 0 && given <= most ? null : 'Give a number above 0, or leave it empty.';
  return given >= least && given <= most ? null : `Give a number from ${least} to ${most}.`;
}
