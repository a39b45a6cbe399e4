import { SpamcheckError, type SpamcheckErrorCode } from './errors.ts';

/** What of the client’s error decides. */
export interface Refusal {
  readonly code: string;
  readonly status: number | null;
  readonly detail: string;
}

const codes: Readonly<Record<string, SpamcheckErrorCode>> = {
  MODEL_NOT_FOUND: 'MODEL_AWAY',
  MODEL_REFUSED: 'MODEL_AWAY',
  NOT_READY: 'MODEL_AWAY',
  TEXT_OVER_LIMIT: 'TEXT_TOO_LONG',
  TEXT_EMPTY: 'TEXT_EMPTY',
  PREDICTION_UNKNOWN: 'CHECK_UNKNOWN',
  RATE_LIMITED: 'VERDICT_BUSY',
  OVERLOADED: 'VERDICT_BUSY',
  QUEUE_FULL: 'VERDICT_BUSY',
};

const sentences: Partial<Readonly<Record<SpamcheckErrorCode, string>>> = {
  VERDICT_AWAY: 'The classifier does not answer; try again in a moment.',
  VERDICT_BUSY: 'The classifier has too much to do; try again in some seconds.',
  KEY_REFUSED:
    'The classifier does not accept this site’s key; whoever runs the site has to give it a new one.',
  MODEL_AWAY: 'The model that this site asks is not in service; whoever runs the site has to look.',
  CHECK_UNKNOWN: 'This check is not in the log any more: it was erased, has aged out, or was never kept.',
};
const busyRetryMs = 2000;

/** What a visitor is told when Verdict did not answer as asked. Names and addresses inside are for the log. */
export function refusalToTell({ code, status, detail }: Refusal, cause: unknown): SpamcheckError {
  const kind = codes[code] ?? (status === 401 || status === 403 ? 'KEY_REFUSED' : 'VERDICT_AWAY');
  const retryAfterMs =
    kind === 'VERDICT_BUSY' || kind === 'VERDICT_AWAY' ? { retryAfterMs: busyRetryMs } : {};
  return new SpamcheckError(kind, sentences[kind] ?? detail, { cause, ...retryAfterMs });
}
