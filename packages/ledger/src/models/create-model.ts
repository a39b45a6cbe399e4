import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertModelName, shown } from '../names.ts';
import type { Model } from './model.ts';
import { lockOrInsertModel, selectModel, writeModel } from './models.store.ts';
import { writeModelTags } from './tags.store.ts';
import { assertDescription, assertTags, type TagChanges } from './tags.ts';

export interface ModelToCreate {
  readonly name: string;
  readonly description?: string;
  readonly tags?: TagChanges;
}

/** Registering a version makes its model too; this is for a name that has none yet. */
export async function createModel(
  ledger: Ledger,
  by: Actor,
  { name, description = '', tags = {} }: ModelToCreate,
): Promise<Model> {
  assertModelName(name);
  assertDescription(description);
  assertTags(tags);
  return ledger.transaction(async (inside) => {
    const now = inside.clock();
    const { model, created } = await lockOrInsertModel(inside, name, now);
    if (!created) {
      throw new LedgerError('MODEL_EXISTS', `There is a model ${shown(name)} already; take another name.`);
    }
    await writeModel(inside, model.id, { description, updated_ms: now });
    await writeModelTags(inside, model.id, tags);
    await recordModelCreated(inside, by, name);
    return selectModel(inside.sql, name);
  });
}

export async function recordModelCreated(inside: Ledger, by: Actor, name: string): Promise<void> {
  await recordEvent(inside, by, { action: 'model.created', subjectKind: 'model', subject: name });
}
