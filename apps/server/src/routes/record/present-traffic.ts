import type * as Wire from '@verdict/api';
import {
  type Traffic,
  type TrafficReport,
  type TrafficRules,
  type TrafficSide,
  wilsonInterval,
} from '@verdict/ledger';

export function presentTraffic({
  rules,
  startedMs,
  updatedMs,
  updatedBy,
  ...traffic
}: Traffic): Wire.Traffic {
  return {
    ...traffic,
    rules: {
      minimum_answers: rules.minimumAnswers,
      failure_share: rules.failureShare,
      latency_ratio: rules.latencyRatio,
      accuracy_drop: rules.accuracyDrop,
    },
    started_ms: startedMs,
    updated_ms: updatedMs,
    updated_by: updatedBy,
  };
}

/** A rule that is left out stays undefined, and has its usual value on record. */
export function readRules(rules: Wire.TrafficRequest['rules'] = {}): Partial<TrafficRules> {
  const { minimum_answers, failure_share, latency_ratio, accuracy_drop } = rules;
  return {
    ...(minimum_answers !== undefined && { minimumAnswers: minimum_answers }),
    ...(failure_share !== undefined && { failureShare: failure_share }),
    ...(latency_ratio !== undefined && { latencyRatio: latency_ratio }),
    ...(accuracy_drop !== undefined && { accuracyDrop: accuracy_drop }),
  };
}

export function presentTrafficReport(report: TrafficReport): Wire.TrafficReport {
  const { traffic, mostAnswers, champion, challenger, agreement } = report;
  return {
    traffic: presentTraffic(traffic),
    most_answers: mostAnswers,
    champion: champion && presentSide(champion),
    challenger: presentSide(challenger),
    agreement: agreement && {
      compared: agreement.compared,
      agreed: agreement.agreed,
      share: shareOf(agreement.agreed, agreement.compared),
      matrix: [...agreement.matrix],
      disagreements: agreement.disagreements.map(({ predictionId, atMs, text, ...said }) => ({
        prediction_id: predictionId,
        at_ms: atMs,
        text,
        ...said,
      })),
    },
  };
}

function presentSide(side: TrafficSide): Wire.TrafficSide {
  const { version, answers, failures, labels, meanConfidence, latencyMs, labelled, correct } = side;
  return {
    version,
    answers,
    failures,
    labels,
    mean_confidence: meanConfidence,
    latency_ms: latencyMs,
    labelled,
    correct,
    accuracy: shareOf(correct, labelled),
  };
}

function shareOf(part: number, whole: number): Wire.TrafficSide['accuracy'] {
  return whole === 0 ? null : { estimate: part / whole, ...wilsonInterval(part, whole) };
}
