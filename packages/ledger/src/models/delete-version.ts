import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertNotOnTrial } from '../traffic/assert-not-on-trial.ts';
import { findAlias, moveAlias } from './aliases.store.ts';
import { champion, type ModelVersion } from './model.ts';
import { lockModel, type ModelRow, writeModel } from './models.store.ts';
import { findVersion } from './versions.store.ts';

export interface VersionToDelete {
  readonly model: string;
  readonly version: number;
  /** Its aliases go with it; without this a version keeps as long as one points at it. */
  readonly withAliases?: boolean;
}

/**
 * Marks it deleted: nobody finds it any more, its number is never given again, and what was judged and moved while it
 * was there still tells of it. It lets go of its bytes, which the next collection of garbage takes if nothing else has
 * them; the event remembers their hash.
 */
export async function deleteVersion(
  ledger: Ledger,
  by: Actor,
  { model: name, version: number, withAliases = false }: VersionToDelete,
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const version = await findVersion(inside.sql, model, number);
    await deleteLocked(inside, by, { model, version, withAliases });
    await writeModel(inside, model.id, { updated_ms: inside.clock() });
  });
}

/** Call it with the model locked. */
export async function deleteLocked(
  inside: Ledger,
  by: Actor,
  {
    model,
    version,
    withAliases,
  }: { readonly model: ModelRow; readonly version: ModelVersion; readonly withAliases: boolean },
): Promise<void> {
  const { id, aliases, sha256, runId } = version;
  const inTheWay = withAliases ? aliases.filter((alias) => serves(alias, version)) : aliases;
  if (inTheWay.length > 0) {
    throw new LedgerError(
      'STILL_REFERRED_TO',
      `${model.name}@${version.version} is ${inTheWay.join(' and ')}; move ${inTheWay.length === 1 ? 'that alias' : 'those aliases'} first.`,
    );
  }
  for (const alias of aliases) await letGo(inside, by, model, alias);
  await inside.sql
    .updateTable('model_version')
    .set({ deleted_ms: inside.clock(), blob_sha256: null })
    .where('id', '=', id)
    .execute();
  await recordEvent(inside, by, {
    action: 'model.version_deleted',
    subjectKind: 'model',
    subject: model.name,
    before: { version: version.version, sha256, run_id: runId },
  });
}

function serves(alias: string, { format }: ModelVersion): boolean {
  return alias === champion && format === 'verdict';
}

async function letGo(inside: Ledger, by: Actor, model: ModelRow, alias: string): Promise<void> {
  const from = await findAlias(inside, model.id, alias);
  await assertNotOnTrial(inside, model, alias);
  await moveAlias(inside, by, {
    modelId: model.id,
    alias,
    kind: 'remove',
    fromId: from?.id ?? null,
    toId: null,
    reason: 'the version was deleted',
    judgementId: null,
  });
}
