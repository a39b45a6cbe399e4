import type { Kysely } from 'kysely';
import type { Ledger } from '../ledger.ts';
import type { Tables } from '../schema/tables.ts';
import { selectMovesOf } from './aliases.store.ts';
import { selectDataInputs, selectDataMatches, selectRun } from './chain.store.ts';
import { type Chain, commitOf, dataOf } from './chain.ts';
import type { ModelVersion } from './model.ts';
import { findModel } from './models.store.ts';
import type { VersionSelector } from './parse-model-reference.ts';
import { findVersion } from './versions.store.ts';

/** A page shows them all; a version that moved more often is no longer read move by move. */
const mostMoves = 1000;

/** Where a version comes from, and who put it where. */
export async function getChain({ sql: db }: Ledger, name: string, selector: VersionSelector): Promise<Chain> {
  const model = await findModel(db, name);
  const version = await findVersion(db, model, selector);
  const run = version.runId === null ? null : await selectRun(db, version.runId);
  return {
    commit: run && commitOf(run.tags),
    data: await dataOfVersion(db, version, run?.no ?? null),
    run: run && { id: run.id, name: run.name, status: run.status },
    version,
    moves: await selectMovesOf(db, { modelId: model.id, versionId: version.id, count: mostMoves }),
  };
}

async function dataOfVersion(db: Kysely<Tables>, { facts }: ModelVersion, runNo: number | null) {
  const file = typeof facts?.data === 'string' ? facts.data : null;
  return dataOf({
    file,
    inputs: runNo === null ? [] : await selectDataInputs(db, runNo, 'training'),
    matches: file === null ? [] : await selectDataMatches(db, file),
  });
}
