import type { JobState } from '@verdict/api';

export const jobStates = [
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly JobState[];
export const jobKinds = ['train', 'retrain', 'batch', 'webhook'] as const;

export interface JobsSearch {
  readonly state?: JobState;
  readonly kind?: string;
}

/** What an address says, made safe. A kind that is not known here may be a newer server's. */
export function jobsSearch(raw: Readonly<Record<string, unknown>>): JobsSearch {
  const state = jobStates.find((each) => each === raw.state);
  const kind = typeof raw.kind === 'string' && /^[\w.-]{1,100}$/.test(raw.kind) ? raw.kind : undefined;
  return { ...(state && { state }), ...(kind && { kind }) };
}
