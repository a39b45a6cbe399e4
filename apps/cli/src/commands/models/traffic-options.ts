import type { TrafficRequest } from '@verdict/api';
import { Refusal } from '@verdict/engine';
import type { Options } from '../../grammar/command.ts';

/** "--percent 2.5" */
export function parsePercent(text: string): number {
  const percent = numberOf(text.replace(/\s*%$/, ''));
  if (percent >= 0 && percent <= 100) return percent;
  throw new Refusal(`--percent is ${JSON.stringify(text)}; give a number from 0 to 100, such as 5.`);
}

/** More the server does not give at once, and nobody reads. */
export function parseExamples(text = '5'): number {
  const examples = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (examples <= 100) return examples;
  throw new Refusal(`--examples is ${JSON.stringify(text)}; give a whole number from 0 to 100.`);
}

/** The rules by which a trial stops; those that were not given are left out. */
export function parseRules(options: Options): NonNullable<TrafficRequest['rules']> {
  const { minAnswers, maxFailures, maxSlower, maxBehind } = options;
  return {
    ...(minAnswers !== undefined && { minimum_answers: whole(minAnswers) }),
    ...(maxFailures !== undefined && { failure_share: share('--max-failures', maxFailures) }),
    ...(maxSlower !== undefined && { latency_ratio: times(maxSlower) }),
    ...(maxBehind !== undefined && { accuracy_drop: share('--max-behind', maxBehind) }),
  };
}

function whole(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Refusal(`--min-answers is ${JSON.stringify(text)}; give a whole number from 1, such as 100.`);
}

function share(flag: string, text: string): number | null {
  if (text === 'any') return null;
  const percent = numberOf(text.replace(/\s*%$/, ''));
  // Rounded, or 0.7 % would be 0.006999….
  if (percent >= 0 && percent <= 100) return Number((percent / 100).toPrecision(12));
  throw new Refusal(
    `${flag} is ${JSON.stringify(text)}; give a percentage from 0 to 100, such as 5, or any.`,
  );
}

function times(text: string): number | null {
  if (text === 'any') return null;
  const ratio = numberOf(text);
  if (ratio >= 1 && ratio <= 1e6) return ratio;
  throw new Refusal(`--max-slower is ${JSON.stringify(text)}; give a number from 1, such as 3, or any.`);
}

function numberOf(text: string): number {
  return /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
}
