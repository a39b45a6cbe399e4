import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText, shown } from '../names.ts';
import { assertAtMost, assertEntries } from './check-entry.ts';
import { insertExperiment, selectExperimentByName, upsertExperimentTags } from './experiment.store.ts';
import type { Experiment, NewExperiment } from './experiment.ts';
import { runLimits } from './limits.ts';
import { getExperiment } from './read-experiments.ts';

export async function createExperiment(
  ledger: Ledger,
  by: Actor,
  { name, artifactLocation = null, tags = {} }: NewExperiment,
): Promise<Experiment> {
  assertExperimentName(name);
  if (artifactLocation !== null) assertText('artifact location', artifactLocation, 2000);
  assertAtMost('tags', Object.keys(tags).length, runLimits.batchTags);
  assertEntries('tag', Object.entries(tags), runLimits.experimentTagValueLength);
  return ledger.transaction(async (inside) => {
    const id = await insertExperiment(inside.sql, { name, artifactLocation, nowMs: inside.clock() });
    if (id === null) {
      const there = await selectExperimentByName(inside.sql, name);
      throw experimentExists(name, there?.deleted_ms != null);
    }
    await upsertExperimentTags(inside.sql, id, Object.entries(tags));
    await recordExperiment(inside, by, id, name);
    return getExperiment(inside, String(id));
  });
}

export async function recordExperiment(inside: Ledger, by: Actor, id: number, name: string): Promise<void> {
  await recordEvent(inside, by, {
    action: 'experiment.created',
    subjectKind: 'experiment',
    subject: String(id),
    after: { name },
  });
}

/** As MLflow has them: any line of text. */
export function assertExperimentName(name: string): void {
  if (name.trim() === '') {
    throw new LedgerError('NAME_INVALID', 'An experiment has an empty name; give it one.');
  }
  assertText('name of the experiment', name, runLimits.nameLength);
}

export function experimentExists(name: string, deleted: boolean): LedgerError {
  return new LedgerError(
    'EXPERIMENT_EXISTS',
    deleted
      ? `The experiment ${shown(name)} is there and deleted; restore it, or take another name.`
      : `The experiment ${shown(name)} is there already; use it, or take another name.`,
  );
}
