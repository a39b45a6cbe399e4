import {
  type Actor,
  champion,
  getModel,
  type JudgementToRecord,
  type Promotion,
  promoteVersion,
} from '@verdict/ledger';
import { ServerError } from './errors.ts';
import { type JudgeContext, judgeVersions } from './judge-versions.ts';

export interface PromotionAsked {
  readonly model: string;
  readonly version: number;
  readonly on: string | null;
  readonly force: boolean;
  readonly reason: string;
  /** In service when the caller last looked. */
  readonly expectedFrom?: number | null;
}

/** Judges, then moves the alias if the judge says so. Who forces it is told what the judge would have said. */
export async function promoteJudged(
  context: JudgeContext,
  by: Actor,
  { on, ...asked }: PromotionAsked,
): Promise<Promotion> {
  const { aliases } = await getModel(context.ledger, asked.model);
  const serving = aliases[champion] ?? null;
  const moved = asked.expectedFrom !== undefined && asked.expectedFrom !== serving;
  // Before the work: what is refused anyway should not take minutes to be refused.
  const blind = moved || serving === asked.version || (asked.force && asked.reason.trim() === '');
  const judgement = blind ? null : await judged(context, asked, on);
  return promoteVersion(context.ledger, by, { ...asked, judgement });
}

async function judged(
  context: JudgeContext,
  { model, version, force }: Omit<PromotionAsked, 'on'>,
  on: string | null,
): Promise<JudgementToRecord | null> {
  try {
    return await judgeVersions(context, { model, candidate: version, against: null, on });
  } catch (error) {
    const silent = error instanceof ServerError && ['JUDGE_NEEDS_ROWS', 'NOT_JUDGEABLE'].includes(error.code);
    if (force && silent) return null;
    throw error;
  }
}
