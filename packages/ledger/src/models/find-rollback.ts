import type { Ledger } from '../ledger.ts';
import { selectMoves, selectServable } from './aliases.store.ts';
import { champion } from './model.ts';
import { previousChampion } from './previous-champion.ts';

export interface RollbackTarget {
  readonly id: number;
  readonly number: number;
}

/** Whom a rollback puts back in service; null: nobody who is still there served before. */
export async function findRollback(ledger: Ledger, modelId: number): Promise<RollbackTarget | null> {
  const servable = await selectServable(ledger, modelId);
  const id = previousChampion(await selectMoves(ledger, modelId, champion), (each) => !servable.has(each));
  const number = id === null ? undefined : servable.get(id);
  return id === null || number === undefined ? null : { id, number };
}
