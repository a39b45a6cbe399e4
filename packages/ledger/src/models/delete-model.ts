import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { lockModel, selectModel, writeModel } from './models.store.ts';
import { writeModelTags } from './versions.store.ts';

/**
 * Takes the name away, once no version bears it. The row stays for what was judged and moved under it, and so that a
 * model of the same name later goes on counting: `sms@3` is one file for ever.
 */
export async function deleteModel(
  ledger: Ledger,
  by: Actor,
  { model: name }: { readonly model: string },
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const { id } = await lockModel(inside, name);
    const { versions, description, policy, tags } = await selectModel(inside.sql, name);
    if (versions > 0) {
      const those = versions === 1 ? 'a version' : `${versions} versions`;
      throw new LedgerError('STILL_REFERRED_TO', `The model ${name} has ${those}; delete them first.`);
    }
    const now = inside.clock();
    await writeModelTags(inside, id, Object.fromEntries(Object.keys(tags).map((key) => [key, null])));
    await writeModel(inside, id, { description: '', policy: null, updated_ms: now, deleted_ms: now });
    await recordEvent(inside, by, {
      action: 'model.deleted',
      subjectKind: 'model',
      subject: name,
      before: { description, policy, tags },
    });
  });
}
