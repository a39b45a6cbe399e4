import { isUniqueViolation } from '@verdict/db';
import type { Selectable } from 'kysely';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import type { Tables } from '../schema/tables.ts';
import { assertEntries, assertKey } from './check-entry.ts';
import { assertExperimentName, experimentExists } from './create-experiment.ts';
import {
  deleteRunsOf,
  lockExperiment,
  removeExperimentTag,
  restoreRunsOf,
  selectExperimentByName,
  selectExperimentTag,
  updateExperimentRow,
  upsertExperimentTags,
} from './experiment.store.ts';
import type { Experiment } from './experiment.ts';
import { runLimits } from './limits.ts';
import { experimentNumber, experimentUnknown, getExperiment } from './read-experiments.ts';

/** Its runs go with it, and come back with it. Deleting it again changes nothing. */
export function deleteExperiment(ledger: Ledger, by: Actor, id: string): Promise<Experiment> {
  return changing(ledger, id, async (inside, row) => {
    if (row.deleted_ms !== null) return;
    const nowMs = inside.clock();
    await updateExperimentRow(inside.sql, row.id, { deleted_ms: nowMs, updated_ms: nowMs });
    await deleteRunsOf(inside.sql, row.id, nowMs);
    await recordEvent(inside, by, {
      action: 'experiment.deleted',
      ...subjectOf(row),
      before: { name: row.name },
    });
  });
}

/** With the runs that went with it; what had been deleted before stays so. */
export function restoreExperiment(ledger: Ledger, by: Actor, id: string): Promise<Experiment> {
  return changing(ledger, id, async (inside, row) => {
    if (row.deleted_ms === null) return;
    const nowMs = inside.clock();
    await updateExperimentRow(inside.sql, row.id, { deleted_ms: null, updated_ms: nowMs });
    await restoreRunsOf(inside.sql, row.id, row.deleted_ms, nowMs);
    await recordEvent(inside, by, {
      action: 'experiment.restored',
      ...subjectOf(row),
      after: { name: row.name },
    });
  });
}

export async function updateExperiment(
  ledger: Ledger,
  by: Actor,
  id: string,
  { name }: { readonly name: string },
): Promise<Experiment> {
  assertExperimentName(name);
  try {
    return await changing(ledger, id, async (inside, row) => {
      assertThere(row);
      if (row.name === name) return;
      const other = await selectExperimentByName(inside.sql, name);
      if (other) throw experimentExists(name, other.deleted_ms !== null);
      await updateExperimentRow(inside.sql, row.id, { name, updated_ms: inside.clock() });
      await recordEvent(inside, by, {
        action: 'experiment.renamed',
        ...subjectOf(row),
        before: { name: row.name },
        after: { name },
      });
    });
  } catch (cause) {
    // Somebody else took the name meanwhile.
    throw isUniqueViolation(cause) ? experimentExists(name, false) : cause;
  }
}

export async function setExperimentTag(
  ledger: Ledger,
  by: Actor,
  id: string,
  { key, value }: { readonly key: string; readonly value: string },
): Promise<void> {
  assertEntries('tag', [[key, value]], runLimits.experimentTagValueLength);
  await changing(ledger, id, async (inside, row) => {
    assertThere(row);
    const before = await selectExperimentTag(inside.sql, row.id, key);
    if (before?.value === value) return;
    await upsertExperimentTags(inside.sql, row.id, [[key, value]]);
    await updateExperimentRow(inside.sql, row.id, { updated_ms: inside.clock() });
    await recordEvent(inside, by, {
      action: 'experiment.tagged',
      ...subjectOf(row),
      before: before && { [key]: before.value },
      after: { [key]: value },
    });
  });
}

/** A tag that is not there is gone already. */
export async function deleteExperimentTag(ledger: Ledger, by: Actor, id: string, key: string): Promise<void> {
  assertKey('tag', key);
  await changing(ledger, id, async (inside, row) => {
    assertThere(row);
    const before = await selectExperimentTag(inside.sql, row.id, key);
    if (!before) return;
    await removeExperimentTag(inside.sql, row.id, key);
    await updateExperimentRow(inside.sql, row.id, { updated_ms: inside.clock() });
    await recordEvent(inside, by, {
      action: 'experiment.untagged',
      ...subjectOf(row),
      before: { [key]: before.value },
    });
  });
}

type ExperimentRow = Selectable<Tables['experiment']>;

function changing(
  ledger: Ledger,
  id: string,
  change: (inside: Ledger, row: ExperimentRow) => Promise<void>,
): Promise<Experiment> {
  const number = experimentNumber(id);
  return ledger.transaction(async (inside) => {
    const row = await lockExperiment(inside.sql, number);
    if (!row) throw experimentUnknown(id);
    await change(inside, row);
    return getExperiment(inside, id);
  });
}

export function assertThere({
  id,
  name,
  deleted_ms,
}: Pick<ExperimentRow, 'name' | 'deleted_ms'> & { readonly id: number | string }): void {
  if (deleted_ms === null) return;
  throw new LedgerError('DELETED', `The experiment ${shown(name)} (id ${id}) is deleted; restore it first.`);
}

function subjectOf({ id }: ExperimentRow): { subjectKind: string; subject: string } {
  return { subjectKind: 'experiment', subject: String(id) };
}
