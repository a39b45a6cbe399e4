import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { lockModel } from './models.store.ts';
import { findVersion } from './versions.store.ts';

/**
 * Marks it deleted: nobody finds it any more, its number is never given again, and what was judged and moved while it
 * was there still tells of it. It lets go of its bytes, which the next collection of garbage takes if nothing else has
 * them; the event remembers their hash.
 */
export async function deleteVersion(
  ledger: Ledger,
  by: Actor,
  { model: name, version: number }: { readonly model: string; readonly version: number },
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    const { id, aliases, sha256, runId } = await findVersion(inside.sql, model, number);
    if (aliases.length > 0) {
      throw new LedgerError(
        'STILL_REFERRED_TO',
        `${name}@${number} is ${aliases.join(' and ')}; move ${aliases.length === 1 ? 'that alias' : 'those aliases'} first.`,
      );
    }
    await inside.sql
      .updateTable('model_version')
      .set({ deleted_ms: inside.clock(), blob_sha256: null })
      .where('id', '=', id)
      .execute();
    await recordEvent(inside, by, {
      action: 'model.version_deleted',
      subjectKind: 'model',
      subject: name,
      before: { version: number, sha256, run_id: runId },
    });
  });
}
