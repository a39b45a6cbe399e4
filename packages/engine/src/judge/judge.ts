import { createRandom, evaluate, mcNemar } from '@verdict/learn';
import { classReasons } from './class-rule.ts';
import { costReasons } from './cost-rules.ts';
import type { ContestantAnswers, JudgeInput } from './judge-input.ts';
import type { Compared, Judgement, JudgeNumbers } from './judgement.ts';
import { majorityOf } from './majority.ts';
import { type PairedInterval, pairedInterval } from './paired-accuracy.ts';
import { pairedEce, pairedLogLoss } from './paired-calibration.ts';
import { pairedMacroF1 } from './paired-macro-f1.ts';
import { accuracyReasons, calibrationReasons, macroF1Reasons } from './quality-rules.ts';
import { rowsReasons } from './row-rules.ts';
import { judgeSlices, sliceReasons } from './slice-rule.ts';

/**
 * Whether the candidate may take the champion's place, from what both said of the same rows. Nothing is read, asked or
 * drawn but from seeds of its own: the same input is judged the same, always. It promotes if every rule passes.
 */
export function judge(input: JudgeInput): Judgement {
  const numbers = measure(input);
  const reasons = [
    ...rowsReasons(input),
    ...classReasons(input),
    ...accuracyReasons(numbers, input.policy),
    ...macroF1Reasons(numbers, input.policy),
    ...sliceReasons(numbers.slices, input),
    ...calibrationReasons(numbers, input.policy),
    ...costReasons(numbers, input.policy),
  ];
  return { verdict: reasons.every(({ passed }) => passed) ? 'promote' : 'refuse', reasons, numbers };
}

function measure(input: JudgeInput): JudgeNumbers {
  const { classes, labels, candidate, champion, policy } = input;
  const level = policy.confidence;
  const [ofCandidate, ofChampion] = [metricsOf(input, candidate), champion && metricsOf(input, champion)];
  const paired = champion && compare(input, champion);
  const macroF1 = paired?.macroF1;
  const latencies = [candidate.latencyMs, champion ? champion.latencyMs : null] as const;
  const champions = new Set(champion?.knows);
  const candidates = new Set(candidate.knows);
  return {
    rows: labels.length,
    rows_left_out: input.rowsLeftOut,
    level,
    accuracy: compared(ofCandidate.accuracy, ofChampion?.accuracy, paired?.accuracy),
    majority: majorityOf(labels, classes, candidate.predicted, level),
    macro_f1: compared(
      macroF1?.first ?? ofCandidate.macroF1,
      macroF1?.second,
      macroF1 && {
        difference: macroF1.difference.estimate,
        low: macroF1.difference.low,
        high: macroF1.difference.high,
        level,
      },
    ),
    mcnemar: paired?.mcnemar ?? null,
    slices: champion ? judgeSlices(input, champion) : [],
    ece: compared(ofCandidate.ece, ofChampion?.ece, paired?.ece),
    log_loss: compared(ofCandidate.logLoss, ofChampion?.logLoss, paired?.logLoss),
    size_bytes: { candidate: candidate.sizeBytes, champion: champion?.sizeBytes ?? null },
    latency_ms: latencies[0] === null ? null : { candidate: latencies[0], champion: latencies[1] },
    classes: {
      gained: champion ? candidate.knows.filter((label) => !champions.has(label)) : [],
      lost: champion ? champion.knows.filter((label) => !candidates.has(label)) : [],
    },
  };
}

function metricsOf({ labels, classes }: JudgeInput, { predicted, probabilities }: ContestantAnswers) {
  return evaluate({ labels, predicted, probabilities, classes: classes.length });
}

function compare({ labels, classes, candidate, policy }: JudgeInput, champion: ContestantAnswers) {
  const level = policy.confidence;
  const { b, c, p, method } = mcNemar(labels, candidate.predicted, champion.predicted);
  const options = { classes: classes.length, level, random: createRandom('judge/ece') };
  return {
    accuracy: pairedInterval({ firstOnly: b, secondOnly: c, rows: labels.length }, level),
    mcnemar: { candidate_only: b, champion_only: c, p, method },
    macroF1: pairedMacroF1(
      { labels, first: candidate.predicted, second: champion.predicted, classes: classes.length },
      level,
      createRandom('judge/macro-f1'),
    ),
    ece: pairedEce(labels, candidate, champion, options),
    logLoss: pairedLogLoss(labels, candidate, champion, options),
  };
}

function compared(
  candidate: number,
  champion: number | undefined,
  paired: PairedInterval | null | undefined,
): Compared {
  return {
    candidate,
    champion: champion ?? null,
    difference: paired?.difference ?? null,
    low: paired?.low ?? null,
    high: paired?.high ?? null,
  };
}
