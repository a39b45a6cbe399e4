import { SqlError } from '@verdict/db';
import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import { assertStorable } from '../names.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import { selectFeedback } from './feedback.store.ts';
import type { Feedback, PredictionRow } from './prediction.ts';
import { firstPredictionIdAt, isPredictionId } from './prediction-id.ts';
import { predictionUnknown } from './prediction-unknown.ts';
import {
  type ListedPrediction,
  selectPrediction,
  selectPredictions,
  selectSearchEnd,
} from './predictions.store.ts';

export interface PredictionsQuery extends PageOptions {
  readonly model?: string;
  /** Of that model. */
  readonly version?: number;
  readonly label?: string;
  readonly unsure?: boolean;
  /** The latest feedback says that the label is wrong, and nobody has labelled it. Of that model. */
  readonly disputed?: boolean;
  /** Part of the text, whatever its capitals. */
  readonly search?: string;
  /** Made from here on, and before there. */
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Without an index for words, texts are read one by one: so many a page, some 100 ms. */
const mostSearched = 20_000;

/**
 * Newest first. Long texts are cut: whole they are in `getPrediction`. With a search a page may be short, or empty, and
 * not the last.
 */
export async function listPredictions(
  ledger: Ledger,
  wanted: PredictionsQuery = {},
): Promise<Page<ListedPrediction>> {
  const { model = null, version = null, label = null, unsure = null, fromMs = 0, toMs = null } = wanted;
  const { disputed = false } = wanted;
  const search = wanted.search === undefined || wanted.search === '' ? null : wanted.search;
  if ((version !== null || disputed) && model === null) {
    throw new LedgerError(
      'VALUE_INVALID',
      `${disputed ? 'Disputed' : 'A version'} alone is not enough; give its model too.`,
    );
  }
  for (const [what, value] of Object.entries({ model, label, 'part of the text': search })) {
    if (value !== null) assertStorable(`The ${what} asked for`, value, 1000);
  }
  const query = ['predictions', model, version, label, unsure, fromMs, toMs, disputed, search];
  const limit = pageLimit(wanted.limit);
  const after = decodePageToken(query, wanted.pageToken, ['string'])?.[0] ?? null;
  if (after !== null && !isPredictionId(String(after))) {
    throw new LedgerError('PAGE_TOKEN_INVALID', 'The page token is damaged; begin without one.');
  }
  const rows = {
    model,
    version,
    label,
    unsure,
    disputed,
    search,
    fromId: firstPredictionIdAt(fromMs),
    beforeId: after === null ? firstPredictionIdAt(toMs ?? Number.MAX_SAFE_INTEGER) : String(after),
    count: limit + 1,
  };
  return orTooSlow(async () => {
    const end = search === null ? null : await selectSearchEnd(ledger.sql, rows, mostSearched);
    const found = await selectPredictions(ledger.sql, { ...rows, ...(end !== null && { fromId: end }) });
    const page = pageOf(found, limit, {
      item: (row) => row,
      token: ({ id }) => encodePageToken(query, [id]),
    });
    if (page.nextPageToken !== null || end === null) return page;
    return { ...page, nextPageToken: encodePageToken(query, [end]) };
  });
}

/** More is a quarrel, and still one page. */
const mostFeedback = 1000;

export interface PredictionWithFeedback {
  readonly prediction: PredictionRow;
  /** Newest first. */
  readonly feedback: readonly Feedback[];
}

export async function getPrediction(ledger: Ledger, id: string): Promise<PredictionWithFeedback> {
  if (!isPredictionId(id)) throw predictionUnknown(id);
  const prediction = await selectPrediction(ledger.sql, id);
  if (!prediction) throw predictionUnknown(id);
  return { prediction, feedback: await selectFeedback(ledger.sql, id, mostFeedback) };
}

/** A label that is rare in a long log has no index: the database gives up on it. */
async function orTooSlow<Value>(look: () => Promise<Value>): Promise<Value> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof SqlError && error.code === '57014')) throw error;
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      'So few of the predictions are like that that looking for them takes too long; ask for a shorter range of time.',
      { cause: error },
    );
  }
}
