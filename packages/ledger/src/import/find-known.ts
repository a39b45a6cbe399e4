import type { Ledger } from '../ledger.ts';
import { runIdPattern } from '../runs/read-runs.ts';
import {
  knownExperiments,
  knownLoggedModels,
  knownModels,
  knownRuns,
  type ModelNumbers,
} from './known.store.ts';

export interface KnownAsked {
  readonly experiments?: readonly string[];
  readonly runs?: readonly string[];
  readonly loggedModels?: readonly string[];
  readonly models?: readonly string[];
}

export interface Known {
  readonly experiments: readonly string[];
  readonly runs: readonly string[];
  readonly loggedModels: readonly string[];
  readonly models: readonly ModelNumbers[];
}

/** Which of these the record has: what an import would leave as it is. */
export async function findKnown(
  { sql: db }: Ledger,
  { experiments = [], runs = [], loggedModels = [], models = [] }: KnownAsked,
): Promise<Known> {
  const isId = (id: string): boolean => runIdPattern.test(id);
  const isStorable = (name: string): boolean => name.isWellFormed() && !name.includes('\0');
  return {
    experiments: await knownExperiments(db, experiments.filter(isStorable)),
    runs: await knownRuns(db, runs.filter(isId)),
    loggedModels: await knownLoggedModels(db, loggedModels.filter(isId)),
    models: await knownModels(db, models.filter(isStorable)),
  };
}
