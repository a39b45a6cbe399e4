import type { TrafficRequest } from '@verdict/api';

/** As it stands in the fields: an empty rule is none. */
export interface TrafficFields {
  readonly mode: 'shadow' | 'canary';
  readonly version: number;
  readonly percent: string;
  readonly minimumAnswers: string;
  /** In percent, times, and points. */
  readonly failurePercent: string;
  readonly latencyRatio: string;
  readonly accuracyPoints: string;
}

export type FieldProblems = Partial<Readonly<Record<keyof TrafficFields, string>>>;

export type TrafficReading =
  | { readonly request: TrafficRequest; readonly problems: null }
  | { readonly request: null; readonly problems: FieldProblems };

export function readTrafficForm(fields: TrafficFields): TrafficReading {
  const percent = numberIn(fields.percent, 0, 100);
  const minimum = numberIn(fields.minimumAnswers, 1, 1e9);
  const failure = orNone(fields.failurePercent, 0, 100);
  const latency = orNone(fields.latencyRatio, 1, 1e6);
  const accuracy = orNone(fields.accuracyPoints, 0, 100);
  const problems: FieldProblems = {
    ...(percent === undefined && { percent: 'Give a number from 0 to 100.' }),
    ...((minimum === undefined || !Number.isInteger(minimum)) && {
      minimumAnswers: 'Give a whole number of 1 or more.',
    }),
    ...(failure === undefined && { failurePercent: 'Give a number from 0 to 100, or leave it empty.' }),
    ...(latency === undefined && { latencyRatio: 'Give a number of 1 or more, or leave it empty.' }),
    ...(accuracy === undefined && { accuracyPoints: 'Give a number from 0 to 100, or leave it empty.' }),
  };
  if (
    Object.keys(problems).length > 0 ||
    percent === undefined ||
    minimum === undefined ||
    failure === undefined ||
    latency === undefined ||
    accuracy === undefined
  ) {
    return { request: null, problems };
  }
  return {
    problems: null,
    request: {
      mode: fields.mode,
      version: fields.version,
      percent,
      rules: {
        minimum_answers: minimum,
        failure_share: failure === null ? null : failure / 100,
        latency_ratio: latency,
        accuracy_drop: accuracy === null ? null : accuracy / 100,
      },
    },
  };
}

function orNone(text: string, least: number, most: number): number | null | undefined {
  return text.trim() === '' ? null : numberIn(text, least, most);
}

function numberIn(text: string, least: number, most: number): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  return value >= least && value <= most ? value : undefined;
}
