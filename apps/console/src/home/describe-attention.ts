import type { Attention } from '@verdict/api';

export interface AttentionTold {
  readonly title: string;
  readonly href: string | null;
  /** What to do there. */
  readonly action: string | null;
}

/** The one line above the reason, and where to do something about it. */
export function describeAttention({ kind, subject, count }: Attention): AttentionTold {
  const [name, number] = splitVersion(subject);
  const ofModel = `/models/${encodeURIComponent(name)}`;
  const shown = count.toLocaleString('en');
  switch (kind) {
    case 'version_refused':
      return {
        title: `Version ${number ?? ''} of ${name} should be in service and is not`,
        href: ofModel,
        action: 'Put another in service',
      };
    case 'traffic_aborted':
      return {
        title: `The trial on ${subject} stopped itself`,
        href: `/models/${encodeURIComponent(subject)}`,
        action: 'See why',
      };
    case 'rows_dropped':
      return {
        title: `${shown} ${count === 1 ? 'prediction is' : 'predictions are'} missing from the log`,
        href: '/live',
        action: 'See the traffic',
      };
    case 'no_champion':
      return {
        title: `${subject} has no version in service`,
        href: `/models/${encodeURIComponent(subject)}`,
        action: 'Choose one',
      };
    case 'job_failed':
      return {
        title: count === 1 ? 'A job failed' : `${shown} jobs of one kind failed`,
        href: count === 1 ? `/jobs/${encodeURIComponent(subject)}` : '/jobs?state=failed',
        action: 'See why',
      };
    case 'candidate_waiting':
      return {
        title: `Version ${number ?? ''} of ${name} waits for a decision`,
        href: number === null ? ofModel : `${ofModel}/${number}`,
        action: 'Decide',
      };
    case 'predictions_disputed':
      return {
        title: `${shown} ${count === 1 ? 'answer' : 'answers'} of ${subject} ${count === 1 ? 'was' : 'were'} called wrong`,
        href: `/label?model=${encodeURIComponent(subject)}`,
        action: 'Label',
      };
    case 'data_problems':
      return {
        title: `${name} has ${count === 1 ? 'a problem' : `${shown} problems`} in version ${number ?? ''}`,
        href: `/data/${encodeURIComponent(name)}${number === null ? '' : `/${number}`}`,
        action: 'See the rows',
      };
    default:
      return { title: subject, href: null, action: null };
  }
}

function splitVersion(subject: string): readonly [string, string | null] {
  const parts = /^(.*)@(\d+)$/.exec(subject);
  return parts ? [parts[1], parts[2]] : [subject, null];
}
