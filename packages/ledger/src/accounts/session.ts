import type { Role } from './permissions.ts';

/** A person who has shown a password once, from one browser. */
export interface SessionFacts {
  readonly createdMs: number;
  /** To the minute. */
  readonly seenMs: number;
  /** At the latest. */
  readonly endsMs: number;
}

export interface OpenedSession {
  /** What the browser keeps; given this once and kept nowhere here. */
  readonly token: string;
  readonly account: string;
  readonly role: Role;
  readonly endsMs: number;
}

/** A working day with its evening: who comes back in the morning signs in again. */
export const idleMs = 12 * 3_600_000;
/** However much it is used: a cookie that was stolen is not good for ever. */
export const longestMs = 7 * 24 * 3_600_000;
/** What of a session's use is written down. */
export const seenEveryMs = 60_000;
/** Browsers a person may be signed in with; beyond it the oldest goes, so that no script fills the table. */
export const mostSessions = 20;
/** Browsers call themselves something of some 120 characters. */
export const longestBrowser = 200;

/** When it ends if it is not used any more. */
export function sessionGoodUntil({ seenMs, endsMs }: Pick<SessionFacts, 'seenMs' | 'endsMs'>): number {
  return Math.min(seenMs + idleMs, endsMs);
}

export type SessionStep = 'ended' | 'seen' | 'nothing';

/** What a request with the session's token does to it. */
export function stepSession(session: SessionFacts, nowMs: number): SessionStep {
  if (nowMs >= sessionGoodUntil(session)) return 'ended';
  return nowMs >= session.seenMs + seenEveryMs ? 'seen' : 'nothing';
}
