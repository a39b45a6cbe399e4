import { LedgerError } from '../errors.ts';
import { type TrafficMode, type TrafficRules, trafficModes, usualRules } from './traffic.ts';

export interface TrafficAsked {
  readonly mode: TrafficMode;
  readonly percent: number;
  readonly rules?: Partial<TrafficRules>;
}

/** What was asked for with its rules whole; or refused, with the value that breaks its rule. What is left out is as in `base`. */
export function checkTraffic(
  { mode, percent, rules = {} }: TrafficAsked,
  base: TrafficRules = usualRules,
): TrafficAsked & { readonly rules: TrafficRules } {
  if (!trafficModes.includes(mode)) {
    throw invalid(`The mode is ${JSON.stringify(mode)}`, `give ${trafficModes.join(' or ')}`);
  }
  if (!within(percent, 0, 100)) throw invalid(`The percent is ${percent}`, 'give a number from 0 to 100');
  const whole: TrafficRules = { ...base, ...rules };
  const { minimumAnswers, failureShare, latencyRatio, accuracyDrop } = whole;
  if (!Number.isInteger(minimumAnswers) || !within(minimumAnswers, 1, 1e9)) {
    throw invalid(
      `The rule minimum_answers is ${minimumAnswers}`,
      'give a whole number from 1 to 1,000,000,000',
    );
  }
  if (failureShare !== null && !within(failureShare, 0, 1)) {
    throw invalid(`The rule failure_share is ${failureShare}`, 'give a share from 0 to 1, or null');
  }
  if (latencyRatio !== null && !within(latencyRatio, 1, 1e6)) {
    throw invalid(`The rule latency_ratio is ${latencyRatio}`, 'give a number from 1 to 1,000,000, or null');
  }
  if (accuracyDrop !== null && !within(accuracyDrop, 0, 1)) {
    throw invalid(`The rule accuracy_drop is ${accuracyDrop}`, 'give a share from 0 to 1, or null');
  }
  return { mode, percent, rules: whole };
}

function within(value: number, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function invalid(what: string, remedy: string): LedgerError {
  return new LedgerError('VALUE_INVALID', `${what}; ${remedy}.`);
}
