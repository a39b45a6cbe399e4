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
import { lockRun, type RunRow, type RunRowChange, updateRunRow } from './run.store.ts';
import { type Run, type RunChange, type RunInfo, runNameTag } from './run.ts';
import { runInfoOf } from './run-info.ts';

export async function updateRun(ledger: Ledger, by: Actor, id: string, change: RunChange): Promise<Run> {
  return ledger.transaction(async (inside) => {
    await changeRun(inside, by, id, change);
    return getRun(inside, id);
  });
}

/** The run as it is then, without what was logged to it: nobody has to read that for the change of a status. */
export async function changeRun(ledger: Ledger, by: Actor, id: string, asked: RunChange): Promise<RunInfo> {
  const change = withNameTag(asked);
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
    const changed = changedFields(run, change, nowMs);
    const after = { ...run, ...changed };
    if (Object.keys(changed).length > 0) {
      await updateRunRow(inside.sql, run.no, nowMs, changed);
      await recordEvent(inside, by, {
        action: 'run.updated',
        ...subjectOf(run),
        before: { name: run.name, status: run.status, endMs: run.end_ms },
        after: { name: after.name, status: after.status, endMs: after.end_ms },
      });
    }
    await changeTags(inside, by, run, tags);
    return runInfoOf(after);
  });
}

/** The tag that is a name goes with the name; taken away, it leaves the name as it is. */
function withNameTag(asked: RunChange): RunChange {
  const { [runNameTag]: tagged, ...tags } = asked.tags ?? {};
  if (tagged === undefined) return asked;
  return { ...asked, tags, ...(tagged !== null && !asked.name && { name: tagged }) };
}

/** What ends without a time has ended now, and what runs again has no end. */
export function changedFields(
  run: Pick<RunRow, 'name' | 'status' | 'end_ms'>,
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
  await changeRun(ledger, by, id, { tags: { [key]: value } });
}

/** A tag that is not there is gone already. */
export async function deleteRunTag(ledger: Ledger, by: Actor, id: string, key: string): Promise<void> {
  await changeRun(ledger, by, id, { tags: { [key]: null } });
}

/** Sets a tag to what follows from its value, so that two who add to it at once lose nothing. */
export async function rewriteRunTag(
  ledger: Ledger,
  _by: Actor,
  id: string,
  key: string,
  rewrite: (before: string | null) => string,
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const run = await activeRun(inside, id);
    const value = rewrite((await selectRunTag(inside.sql, run.no, key))?.value ?? null);
    assertEntries('tag', [[key, value]], runLimits.growingTagLength);
    await upsertRunTags(inside.sql, run.no, [[key, value]]);
  });
}

/** An event a tag that is not as it was before. */
async function changeTags(
  inside: Ledger,
  by: Actor,
  run: RunRow,
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

export async function lockedRun(inside: Ledger, id: string): Promise<RunRow> {
  assertKnownForm(id);
  const run = await lockRun(inside.sql, id);
  if (!run) throw runUnknown(id);
  return run;
}

export async function activeRun(inside: Ledger, id: string): Promise<RunRow> {
  const run = await lockedRun(inside, id);
  if (run.deleted_ms !== null) throw runDeleted(id);
  return run;
}

export function runDeleted(id: string): LedgerError {
  return new LedgerError('DELETED', `The run ${shown(id)} is deleted; restore it first.`);
}

function subjectOf({ id }: RunRow): { subjectKind: string; subject: string } {
  return { subjectKind: 'run', subject: id };
}
