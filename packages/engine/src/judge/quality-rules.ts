import type { Compared, JudgeNumbers, Reason } from './judgement.ts';
import type { Policy } from './policy.ts';
import { between, count, margin, percent, points, signed } from './wording.ts';

type Differing = { readonly [Key in keyof Compared]: number };

/** With a champion: no worse by more than the margin, and not surely worse. Without: surely better than the majority. */
export function accuracyReasons(numbers: JudgeNumbers, policy: Policy): readonly Reason[] {
  const accuracy = differing(numbers.accuracy);
  if (!accuracy) return [majorityReason(numbers)];
  const significance = significanceReason(numbers, policy);
  return [accuracyReason(accuracy, numbers, policy), ...(significance ? [significance] : [])];
}

function majorityReason({ accuracy, majority, rows }: JudgeNumbers): Reason {
  const passed = majority.gain.low > 0;
  const figures = `Accuracy ${percent(accuracy.candidate)} on ${count(rows, 'row', 'rows')}, against ${percent(majority.accuracy)} for always answering ${JSON.stringify(majority.label)}: ${points(majority.gain.difference)} points (${between(majority.gain, points)})`;
  const outcome = passed
    ? 'there is no champion yet, and it is better than that'
    : 'it has to be surely better than that';
  return { rule: 'accuracy', passed, message: `${figures}; ${outcome}.` };
}

function accuracyReason(accuracy: Differing, { rows, level }: JudgeNumbers, policy: Policy): Reason {
  const { candidate, champion, difference, low, high } = accuracy;
  const allowed = margin(policy.accuracyMargin);
  const passed = low > -policy.accuracyMargin;
  const figures = `Accuracy ${percent(candidate)} against ${percent(champion)} on the same ${count(rows, 'row', 'rows')}: ${points(difference)} points (${between({ low, high, level }, points)})`;
  const worse = difference <= -policy.accuracyMargin || high < 0;
  const outcome = passed
    ? low > 0
      ? 'it is better'
      : `a loss of more than ${allowed} is ruled out`
    : worse
      ? `a loss of more than ${allowed} is not allowed`
      : `that is not enough evidence to rule out a loss of more than ${allowed}; about ${roughly(rowsNeeded(accuracy, rows, policy))} rows would be`;
  return { rule: 'accuracy', passed, message: `${figures}; ${outcome}.` };
}

/** Widths shrink with the root of the rows, so as many as put the low end on the margin if all else stays. */
function rowsNeeded({ difference, low }: Differing, rows: number, { accuracyMargin }: Policy): number {
  return rows * ((difference - low) / (difference + accuracyMargin)) ** 2;
}

/** Two digits, upwards. */
function roughly(rows: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(rows)) - 1);
  return (Math.ceil(rows / unit) * unit).toLocaleString('en-US');
}

function significanceReason({ mcnemar, level }: JudgeNumbers, policy: Policy): Reason | null {
  if (!mcnemar || !policy.refuseSignificantLoss) return null;
  const { candidate_only, champion_only, p } = mcnemar;
  const passed = candidate_only >= champion_only || p >= 1 - level;
  const significant = p < 1 - level;
  const chance = p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`;
  const split = `${count(candidate_only, 'row', 'rows')} only the candidate has right, ${champion_only.toLocaleString('en-US')} only the champion (McNemar, p ${chance})`;
  const outcome = !significant
    ? 'that may be chance'
    : passed
      ? 'it errs less often'
      : 'it errs more often, and that is no accident';
  return { rule: 'significance', passed, message: `${split}: ${outcome}.` };
}

/** Refused where the whole interval lies below the margin: the burden of proof is on the loss. */
export function macroF1Reasons({ macro_f1, level }: JudgeNumbers, policy: Policy): readonly Reason[] {
  const f1 = differing(macro_f1);
  if (!f1) return [];
  const passed = f1.high >= -policy.macroF1Margin;
  const figures = `Macro F1 ${percent(f1.candidate)} against ${percent(f1.champion)}: ${points(f1.difference)} points (${between({ ...f1, level }, points)})`;
  const most = policy.macroF1Margin === 0 ? 'a loss' : `a loss of more than ${margin(policy.macroF1Margin)}`;
  return [{ rule: 'macro_f1', passed, message: `${figures}; ${most} is ${passed ? 'not sure' : 'sure'}.` }];
}

/** Likewise: refused where an increase beyond what is allowed is sure. */
export function calibrationReasons(
  { ece, log_loss, level }: JudgeNumbers,
  policy: Policy,
): readonly Reason[] {
  const rules = [
    {
      rule: 'ece' as const,
      name: 'Calibration error',
      found: differing(ece),
      allowed: policy.maxEceIncrease,
      of: percent,
      more: points,
      unit: ' points',
      said: margin(policy.maxEceIncrease),
    },
    {
      rule: 'log_loss' as const,
      name: 'Log loss',
      found: differing(log_loss),
      allowed: policy.maxLogLossIncrease,
      of: (loss: number) => loss.toFixed(4),
      more: (loss: number) => signed(loss, 4),
      unit: '',
      said: String(policy.maxLogLossIncrease),
    },
  ];
  return rules.flatMap(({ rule, name, found, allowed, of, more, unit, said }) => {
    if (!found) return [];
    const passed = found.low <= allowed;
    const figures = `${name} ${of(found.candidate)} against ${of(found.champion)}: ${more(found.difference)}${unit} (${between({ ...found, level }, more)})`;
    const outcome = passed
      ? `an increase of more than ${said} is not sure`
      : `more than ${said} is not allowed`;
    return { rule, passed, message: `${figures}; ${outcome}.` };
  });
}

function differing(found: Compared): Differing | null {
  const { candidate, champion, difference, low, high } = found;
  if (champion === null || difference === null || low === null || high === null) return null;
  return { candidate, champion, difference, low, high };
}
