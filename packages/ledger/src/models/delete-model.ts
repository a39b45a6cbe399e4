import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { deleteLocked } from './delete-version.ts';
import { freeName, lockModel, selectModel, writeModel } from './models.store.ts';
import { writeModelTags } from './tags.store.ts';
import { everServed, selectVersions } from './versions.store.ts';

export interface ModelToDelete {
  readonly model: string;
  /** Its versions go with it; without this a model keeps as long as it has one. */
  readonly withVersions?: boolean;
}

/**
 * Takes the name away, once no version bears it. The row stays for what was judged and moved under it. Where versions
 * were files of ours a model of the same name later goes on counting: `sms@3` is one file for ever. Of others nobody
 * says so, and MLflow's clients count from 1 again.
 */
export async function deleteModel(
  ledger: Ledger,
  by: Actor,
  { model: name, withVersions = false }: ModelToDelete,
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const { versions, description, policy, tags } = await selectModel(inside.sql, name);
    if (versions > 0 && !withVersions) {
      const those = versions === 1 ? 'a version' : `${versions} versions`;
      throw new LedgerError('STILL_REFERRED_TO', `The model ${name} has ${those}; delete them first.`);
    }
    const living = await selectVersions(inside.sql, { modelId: model.id, before: null, count: versions });
    for (const version of living) await deleteLocked(inside, by, { model, version, withAliases: true });
    const now = inside.clock();
    await writeModelTags(inside, model.id, Object.fromEntries(Object.keys(tags).map((key) => [key, null])));
    await writeModel(inside, model.id, { description: '', policy: null, updated_ms: now, deleted_ms: now });
    if (!(await everServed(inside, model.id))) await freeName(inside, model);
    await recordEvent(inside, by, {
      action: 'model.deleted',
      subjectKind: 'model',
      subject: name,
      before: { description, policy, tags },
    });
  });
}
