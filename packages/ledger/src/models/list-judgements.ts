import type { Ledger } from '../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import type { Judgement } from './judgement.ts';
import { selectJudgements } from './judgements.store.ts';
import { findModel } from './models.store.ts';
import { isVersionNumber } from './versions.store.ts';

export interface JudgementsQuery extends PageOptions {
  /** Only those of this version. */
  readonly candidate?: number;
}

/** Newest first. */
export async function listJudgements(
  ledger: Ledger,
  name: string,
  asked: JudgementsQuery = {},
): Promise<Page<Judgement>> {
  const { candidate = null } = asked;
  const query = ['judgements', name, candidate];
  const limit = pageLimit(asked.limit);
  const before = decodePageToken(query, asked.pageToken, ['integer']);
  const model = await findModel(ledger.sql, name);
  // Past 32 bits PostgreSQL would refuse the number itself, and no version has such a one.
  if (candidate !== null && !isVersionNumber(candidate)) return { items: [], nextPageToken: null };
  const rows = await selectJudgements(ledger.sql, {
    modelId: model.id,
    candidate,
    beforeId: (before?.[0] as number | undefined) ?? null,
    count: limit + 1,
  });
  return pageOf(rows, limit, {
    item: (judgement) => judgement,
    token: ({ id }) => encodePageToken(query, [id]),
  });
}
