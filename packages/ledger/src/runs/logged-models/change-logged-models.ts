import { LedgerError } from '../../errors.ts';
import { recordEvent } from '../../events/record-event.ts';
import type { Actor, Ledger } from '../../ledger.ts';
import { assertModelEntries } from './check-logged-model.ts';
import {
  insertModelParams,
  type LoggedModelRow,
  lockLoggedModel,
  removeModelTag,
  selectModelEntries,
  updateLoggedModel,
  upsertModelTags,
} from './logged-model.store.ts';
import type { LoggedModel, LoggedModelStatus } from './logged-model.ts';
import { assertKnownModelForm, getLoggedModel, loggedModelUnknown } from './read-logged-models.ts';

/** Says whether its files came. As often as one likes, as in MLflow. */
export function finalizeLoggedModel(
  ledger: Ledger,
  by: Actor,
  id: string,
  status: LoggedModelStatus,
): Promise<LoggedModel> {
  return changing(ledger, id, async (inside, model) => {
    await updateLoggedModel(inside.sql, model.no, { status, updated_ms: inside.clock() });
    if (model.status !== status) {
      await recordEvent(inside, by, {
        action: 'logged_model.finalized',
        ...subjectOf(model),
        before: { status: model.status },
        after: { status },
      });
    }
    return getLoggedModel(inside, id, { deleted: true });
  });
}

/** Out of searches; its files stay until they are collected. Deleting it again changes nothing. */
export async function deleteLoggedModel(ledger: Ledger, by: Actor, id: string): Promise<void> {
  await changing(ledger, id, async (inside, model) => {
    if (model.deleted_ms !== null) return;
    const nowMs = inside.clock();
    await updateLoggedModel(inside.sql, model.no, { updated_ms: nowMs, deleted_ms: nowMs });
    await recordEvent(inside, by, {
      action: 'logged_model.deleted',
      ...subjectOf(model),
      before: { name: model.name },
    });
  });
}

export async function setLoggedModelTags(
  ledger: Ledger,
  by: Actor,
  id: string,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(tags);
  assertModelEntries('tag', entries);
  await changing(ledger, id, async (inside, model) => {
    const keys = entries.map(([key]) => key);
    const before = await selectModelEntries(inside.sql, 'logged_model_tag', model.no, keys);
    const changed = entries.filter(([key, value]) => before.get(key) !== value);
    if (changed.length === 0) return;
    await upsertModelTags(inside.sql, model.no, changed);
    await recordEvent(inside, by, {
      action: 'logged_model.tagged',
      ...subjectOf(model),
      before: Object.fromEntries(before),
      after: Object.fromEntries(changed),
    });
  });
}

/** Refused where there is no such tag, as in MLflow. */
export async function deleteLoggedModelTag(
  ledger: Ledger,
  by: Actor,
  id: string,
  key: string,
): Promise<void> {
  await changing(ledger, id, async (inside, model) => {
    const before = key.includes('\0')
      ? undefined
      : (await selectModelEntries(inside.sql, 'logged_model_tag', model.no, [key])).get(key);
    if (before === undefined) {
      throw new LedgerError(
        'TAG_UNKNOWN',
        `No tag with key '${key.slice(0, 300)}' found for model with ID '${id}'.`,
      );
    }
    await removeModelTag(inside.sql, model.no, key);
    await recordEvent(inside, by, {
      action: 'logged_model.untagged',
      ...subjectOf(model),
      before: { [key]: before },
    });
  });
}

/** Kept as a run's are: the same value again changes nothing, and another one is refused. */
export async function logLoggedModelParams(
  ledger: Ledger,
  id: string,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(params);
  assertModelEntries('parameter', entries);
  await changing(ledger, id, async (inside, model) => {
    if (entries.length === 0) return;
    const added = await insertModelParams(inside.sql, model.no, entries);
    if (added === entries.length) return;
    const keys = entries.map(([key]) => key);
    const there = await selectModelEntries(inside.sql, 'logged_model_param', model.no, keys);
    const other = entries.find(([key, value]) => there.get(key) !== value);
    if (other) throw paramChanged(id, other[0], there.get(other[0]) ?? '', other[1]);
  });
}

function paramChanged(id: string, key: string, before: string, value: string): LedgerError {
  const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
  return new LedgerError(
    'PARAM_CHANGED',
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${cut(before)}' for model ID='${id}'. Attempted logging new value '${cut(value)}'.`,
  );
}

async function changing<Result>(
  ledger: Ledger,
  id: string,
  change: (inside: Ledger, model: LoggedModelRow) => Promise<Result>,
): Promise<Result> {
  assertKnownModelForm(id);
  return ledger.transaction(async (inside) => {
    const model = await lockLoggedModel(inside.sql, id);
    if (!model) throw loggedModelUnknown(id);
    return change(inside, model);
  });
}

function subjectOf({ id }: LoggedModelRow): { subjectKind: string; subject: string } {
  return { subjectKind: 'logged_model', subject: id };
}
