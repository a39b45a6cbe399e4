import { LedgerError } from '../errors.ts';
import type { Ledger } from '../ledger.ts';
import type { Page, PageOptions } from '../page-token.ts';
import { selectTraffic } from '../traffic/traffic.store.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { AliasMove } from './alias-move.ts';
import { findRollback } from './find-rollback.ts';
import type { Judgement } from './judgement.ts';
import { selectJudgementOf, selectJudgements } from './judgements.store.ts';
import { champion, type Model, type ModelVersion } from './model.ts';
import { findModel } from './models.store.ts';
import { type AskedCount, countAsked, selectChampionMoves, selectNeighbours } from './overview.store.ts';
import { listModels } from './read-models.ts';
import { findVersion, isVersionNumber } from './versions.store.ts';

/** A model as a list of models tells it. */
export interface ModelOverview {
  readonly model: Model;
  readonly champion: ModelVersion | null;
  readonly lastMove: AliasMove | null;
  readonly traffic: Traffic | null;
  readonly asked: AskedCount;
  readonly judgement: Judgement | null;
}

const nothingAsked: AskedCount = { count: 0, more: false };
const dayMs = 24 * 60 * 60 * 1000;

/** By name. A handful of look-ups by key a model: nobody has thousands, and a page holds so many as it is asked for. */
export async function listModelOverviews(
  ledger: Ledger,
  asked: PageOptions = {},
): Promise<Page<ModelOverview>> {
  const { items, nextPageToken } = await listModels(ledger, asked);
  const counts = await countAsked(ledger.sql, {
    models: items.map(({ name }) => name),
    version: null,
    sinceMs: ledger.clock() - dayMs,
  });
  const overviews: ModelOverview[] = [];
  for (const model of items) {
    const standing = await readStanding(ledger, model, { moves: 1, judgements: 1 });
    overviews.push({
      model,
      champion: standing.champion,
      lastMove: standing.moves[0] ?? null,
      traffic: standing.traffic,
      asked: counts.get(model.name) ?? nothingAsked,
      judgement: standing.judgements[0] ?? null,
    });
  }
  return { items: overviews, nextPageToken };
}

export interface ModelStanding {
  readonly champion: ModelVersion | null;
  /** Of the champion, newest first. */
  readonly moves: readonly AliasMove[];
  /** Newest first. */
  readonly judgements: readonly Judgement[];
  readonly traffic: Traffic | null;
}

/** Who serves, who put it there, what the judge said lately and what is being tried. */
export async function readStanding(
  { sql: db }: Ledger,
  { name, aliases }: Pick<Model, 'name' | 'aliases'>,
  most: { readonly moves: number; readonly judgements: number },
): Promise<ModelStanding> {
  const row = await findModel(db, name);
  const named = aliases[champion];
  const version = named === undefined ? null : await findVersion(db, row, named);
  return {
    // Of a version in another form the alias is a label.
    champion: version?.format === 'verdict' ? version : null,
    moves: await selectChampionMoves(db, { modelId: row.id, count: most.moves }),
    judgements: await selectJudgements(db, {
      modelId: row.id,
      candidate: null,
      beforeId: null,
      count: most.judgements,
    }),
    traffic: await selectTraffic(db, row.id),
  };
}

/** Of the last day; of one version, or of them all. */
export async function readAsked(
  ledger: Ledger,
  { model, version = null }: { readonly model: string; readonly version?: number | null },
): Promise<AskedCount> {
  const counts = await countAsked(ledger.sql, { models: [model], version, sinceMs: ledger.clock() - dayMs });
  return counts.get(model) ?? nothingAsked;
}

/** The number of the version that a rollback goes back to. */
export async function rollbackTarget(ledger: Ledger, name: string): Promise<number | null> {
  const { id } = await findModel(ledger.sql, name);
  return (await findRollback(ledger, id))?.number ?? null;
}

export async function versionNeighbours(
  { sql: db }: Ledger,
  { model, version }: { readonly model: string; readonly version: number },
): Promise<{ readonly older: number | null; readonly newer: number | null }> {
  return selectNeighbours(db, { modelId: (await findModel(db, model)).id, version });
}

export async function getJudgement({ sql: db }: Ledger, name: string, id: number): Promise<Judgement> {
  const { id: modelId } = await findModel(db, name);
  const found = isVersionNumber(id) ? await selectJudgementOf(db, modelId, id) : null;
  if (found) return found;
  throw new LedgerError(
    'JUDGEMENT_UNKNOWN',
    `The judge of ${name} has said nothing under the number ${id}; list what it said.`,
  );
}
