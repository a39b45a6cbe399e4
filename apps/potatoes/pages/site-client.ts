import type { Words } from '../words/en.ts';
import type { Problem, ReviewOnPage } from './page-data.ts';

/** Why the site did not do it; OFFLINE where it was not reached, ABORTED where the page itself gave up on it. */
export interface Refusal {
  readonly code: string;
  readonly requestId: string | null;
  /** With REVIEW_CHANGED. */
  readonly review: ReviewOnPage | null;
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Longer than the site itself waits for Verdict; whoever waits longer has closed the page. */
const timeoutMs = 20_000;

/** Never throws: a page has to draw whatever happens. */
export async function ask<Value>(path: string, question: Question = {}): Promise<Answer<Value>> {
  const { method = 'GET', body, signal } = question;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const value = response.status === 204 ? null : await response.json().catch(() => null);
    if (response.ok) return { ok: true, value: value as Value };
    return refused(value as Partial<Problem> | null, response.headers.get('x-request-id'));
  } catch {
    return refused({ code: signal?.aborted ? 'ABORTED' : 'OFFLINE' }, null);
  }
}

function refused(problem: Partial<Problem> | null, requestId: string | null): Answer<never> {
  const refusal: Refusal = {
    code: problem?.code ?? 'UNKNOWN',
    requestId: problem?.request_id ?? requestId,
    review: problem?.review ?? null,
  };
  return { ok: false, refusal };
}

/** What to tell the visitor; where nobody foresaw it, also the id by which whoever runs the site finds it. */
export function refusalText(words: Words, refusal: Refusal): string {
  const known = (words.refusals as Readonly<Record<string, string>>)[refusal.code];
  if (known !== undefined) return known;
  const id = refusal.requestId === null ? '' : ` ${words.requestId(refusal.requestId)}.`;
  return `${words.refusals.UNKNOWN}${id}`;
}
