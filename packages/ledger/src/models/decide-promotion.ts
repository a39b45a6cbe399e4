import type { LedgerErrorCode } from '../errors.ts';
import type { Verdict } from './judgement.ts';
import type { VersionFormat, VersionStatus } from './model.ts';

export interface PromotionAsked {
  readonly model: string;
  readonly candidate: {
    readonly version: number;
    readonly format: VersionFormat;
    readonly status: VersionStatus;
  };
  /** In service now. */
  readonly champion: number | null;
  /** False where the alias points at what is no .verdict file: then nothing serves, and the judge compares with nobody. */
  readonly championServes: boolean;
  readonly judgement: {
    readonly verdict: Verdict;
    readonly candidate: number;
    readonly champion: number | null;
  } | null;
  readonly force: boolean;
  readonly reason: string;
  /** In service when the caller last looked; undefined where it does not say. */
  readonly expectedFrom: number | null | undefined;
}

export type PromotionDecision =
  | { readonly kind: 'move'; readonly move: 'promote' | 'force' }
  /** The judge says no. */
  | { readonly kind: 'refused' }
  /** It is in service already. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'error'; readonly code: LedgerErrorCode; readonly message: string };

/** What comes of asking for a promotion. The judge's no is an answer, and not an error. */
export function decidePromotion(asked: PromotionAsked): PromotionDecision {
  const { model, candidate, champion, championServes, judgement, force, reason, expectedFrom } = asked;
  const name = `${model}@${candidate.version}`;
  if (candidate.format !== 'verdict') {
    return error(
      'CANNOT_SERVE',
      `${name} is no .verdict model file and can never serve; train one with Verdict.`,
    );
  }
  if (candidate.status !== 'ready') {
    return error(
      'CANNOT_SERVE',
      `${name} is ${candidate.status} and cannot serve; register a version that is ready.`,
    );
  }
  if (champion === candidate.version) return { kind: 'stay' };
  if (force && reason.trim() === '') {
    return error(
      'FORCE_NEEDS_REASON',
      `${name} goes into service against the judge only with a reason; give one.`,
    );
  }
  if (expectedFrom !== undefined && expectedFrom !== champion) {
    return moved(model, expectedFrom, champion, 'you looked');
  }
  if (judgement && judgement.candidate !== candidate.version) {
    return error(
      'VALUE_INVALID',
      `The judgement is of ${model}@${judgement.candidate}, and ${name} is to be promoted; judge that one.`,
    );
  }
  const opponent = championServes ? champion : null;
  const current = judgement && judgement.champion === opponent ? judgement : null;
  if (current?.verdict === 'promote') return { kind: 'move', move: 'promote' };
  if (force) return { kind: 'move', move: 'force' };
  if (current) return { kind: 'refused' };
  if (judgement) return moved(model, judgement.champion, opponent, 'it was judged');
  return error('NOT_JUDGED', `${name} has not been judged; judge it, or force it with a reason.`);
}

function moved(model: string, from: number | null, to: number | null, since: string): PromotionDecision {
  const of = (version: number | null): string => (version === null ? 'none' : `version ${version}`);
  return error(
    'ALIAS_MOVED',
    `The champion of ${model} was ${of(from)} when ${since} and is ${of(to)} now; judge against that and ask again.`,
  );
}

function error(code: LedgerErrorCode, message: string): PromotionDecision {
  return { kind: 'error', code, message };
}
