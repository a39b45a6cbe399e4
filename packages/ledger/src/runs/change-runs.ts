import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText, shown } from '../names.ts';
import { assertThere } from './change-experiments.ts';
import { assertAtMost, assertEntries, assertKey, assertWhole } from './check-entry.ts';
import { shareExperiment } from './experiment.store.ts';
import { runLimits } from './limits.ts';
import { removeRunTag, selectRunTag, upsertRunTags } from './logged.store.ts';
import { assertKnownForm, getRun, runRow, runUnknown } from './read-runs.ts';
import { type LockedRun, lockRun, type RunRowChange, updateRunRow } from './run.store.ts';
import type { Run, RunChange } from './run.ts';

export async function updateRun(ledger: Ledger, by: Actor, id: string, change: RunChange): Promise<Run> {
  if (change.name !== undefined) assertText('name of the run', change.name, runLimits.nameLength);
  if (change.endMs !== undefined) assertWhole('The end of the run', change.endMs);
  const tags = Object.entries(change.tags ?? {});
  assertAtMost('tags', tags.length, runLimits.batchTags);
  const given = tags.filter((entry): entry is [string, string] => entry[1] !== null);
  assertEntries('tag', given, runLimits.tagValueLength);
  for (const [key] of tags) assertKey('tag', key);
  return ledger.transaction(async (inside) => {
    const run = await activeRun(inside, id);
    const nowMs = inside.clock();
    const after = changedFields(run, change, nowMs);
    if (Object.keys(after).length > 0) {
      await updateRunRow(inside.sql, run.no, nowMs, after);
      await recordEvent(inside, by, {
        action: 'run.updated',
        ...subjectOf(run),
        before: { name: run.name, status: run.status, endMs: run.end_ms },
        after: {
          name: after.name ?? run.name,
          status: after.status ?? run.status,
          endMs: after.end_ms === undefined ? run.end_ms : after.end_ms,
        },
      });
    }
    await changeTags(inside, by, run, tags);
    return getRun(inside, id);
  });
}

/** What ends without a time has ended now, and what runs again has no end. */
export function changedFields(
  run: Pick<LockedRun, 'name' | 'status' | 'end_ms'>,
  { name, status, endMs }: RunChange,
  nowMs: number,
): RunRowChange {
  const next = status ?? run.status;
  const ended = next !== 'running' && next !== 'scheduled';
  const end = endMs ?? (ended ? (run.end_ms ?? (status === undefined ? null : nowMs)) : null);
  return {
    ...(name !== undefined && name !== '' && name !== run.name && { name }),
    ...(next !== run.status && { status: next }),
    ...(end !== run.end_ms && { end_ms: end }),
  };
}

/**
 * Out of lists and searches, and closed for logging; all of it stays, and model versions that came from it still lead
 * to it. Deleting it again changes nothing.
 */
export function deleteRun(ledger: Ledger, by: Actor, id: string): Promise<Run> {
  return ledger.transaction(async (inside) => {
    const run = await lockedRun(inside, id);
    if (run.deleted_ms === null) {
      const nowMs = inside.clock();
      await updateRunRow(inside.sql, run.no, nowMs, { deleted_ms: nowMs });
      await recordEvent(inside, by, { action: 'run.deleted', ...subjectOf(run), before: { name: run.name } });
    }
    return getRun(inside, id);
  });
}

export function restoreRun(ledger: Ledger, by: Actor, id: string): Promise<Run> {
  return ledger.transaction(async (inside) => {
    // The experiment before the run, as deleting an experiment goes: it can neither go meanwhile nor wait for us.
    const { experiment_id } = await runRow(inside, id);
    const experiment = await shareExperiment(inside.sql, { id: experiment_id });
    const run = await lockedRun(inside, id);
    if (run.deleted_ms !== null) {
      if (experiment) assertThere(experiment);
      await updateRunRow(inside.sql, run.no, inside.clock(), { deleted_ms: null });
      await recordEvent(inside, by, { action: 'run.restored', ...subjectOf(run), after: { name: run.name } });
    }
    return getRun(inside, id);
  });
}

export async function setRunTag(
  ledger: Ledger,
  by: Actor,
  id: string,
  { key, value }: { readonly key: string; readonly value: string },
): Promise<void> {
  assertEntries('tag', [[key, value]], runLimits.tagValueLength);
  await ledger.transaction(async (inside) => {
    await changeTags(inside, by, await activeRun(inside, id), [[key, value]]);
  });
}

/** A tag that is not there is gone already. */
export async function deleteRunTag(ledger: Ledger, by: Actor, id: string, key: string): Promise<void> {
  assertKey('tag', key);
  await ledger.transaction(async (inside) => {
    await changeTags(inside, by, await activeRun(inside, id), [[key, null]]);
  });
}

/** An event a tag that is not as it was before. */
async function changeTags(
  inside: Ledger,
  by: Actor,
  run: LockedRun,
  tags: readonly (readonly [key: string, value: string | null])[],
): Promise<void> {
  for (const [key, value] of tags) {
    const before = await selectRunTag(inside.sql, run.no, key);
    if ((before?.value ?? null) === value) continue;
    if (value === null) await removeRunTag(inside.sql, run.no, key);
    else await upsertRunTags(inside.sql, run.no, [[key, value]]);
    await recordEvent(inside, by, {
      action: value === null ? 'run.untagged' : 'run.tagged',
      ...subjectOf(run),
      before: before && { [key]: before.value },
      ...(value !== null && { after: { [key]: value } }),
    });
  }
}

export async function lockedRun(inside: Ledger, id: string): Promise<LockedRun> {
  assertKnownForm(id);
  const run = await lockRun(inside.sql, id);
  if (!run) throw runUnknown(id);
  return run;
}

export async function activeRun(inside: Ledger, id: string): Promise<LockedRun> {
  const run = await lockedRun(inside, id);
  if (run.deleted_ms !== null) {
    throw new LedgerError('DELETED', `The run ${shown(id)} is deleted; restore it first.`);
  }
  return run;
}

function subjectOf({ id }: LockedRun): { subjectKind: string; subject: string } {
  return { subjectKind: 'run', subject: id };
}
