import { isUniqueViolation } from '@verdict/db';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertModelName, shown } from '../names.ts';
import type { Model } from './model.ts';
import { lockModel, selectModel, writeModelName } from './models.store.ts';
import { everServed } from './versions.store.ts';

/**
 * Gives a model another name, with its versions and aliases. Not where a version is or was a file of ours: predictions,
 * reports and judgements name it as `name@number`, and that is one file for ever.
 */
export async function renameModel(
  ledger: Ledger,
  by: Actor,
  { model: name, to }: { readonly model: string; readonly to: string },
): Promise<Model> {
  assertModelName(to);
  return ledger.transaction(async (inside) => {
    const { id } = await lockModel(inside, name);
    if (name === to) return selectModel(inside.sql, name);
    if (await everServed(inside, id)) {
      throw new LedgerError(
        'STILL_REFERRED_TO',
        `${shown(name)} has .verdict versions, which predictions and reports name for ever; register the file again under ${shown(to)}.`,
      );
    }
    await writeModelName(inside, { id, name: to, nowMs: inside.clock() }).catch((error: unknown) => {
      if (!isUniqueViolation(error)) throw error;
      throw new LedgerError('MODEL_EXISTS', `There is a model ${shown(to)} already; take another name.`, {
        cause: error,
      });
    });
    await recordEvent(inside, by, {
      action: 'model.renamed',
      subjectKind: 'model',
      subject: to,
      before: { name },
      after: { name: to },
    });
    return selectModel(inside.sql, to);
  });
}
