import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { shown } from '../names.ts';
import { assertNotOnTrial } from '../traffic/assert-not-on-trial.ts';
import { assertAlias, assertMlflowAlias, assertNotChampion } from './alias-name.ts';
import { findAlias, moveAlias } from './aliases.store.ts';
import { lockModel } from './models.store.ts';
import { canServe, findVersion } from './versions.store.ts';

export interface AliasToSet {
  readonly model: string;
  readonly alias: string;
  readonly version: number;
  /** By whose rule the alias is named; ours where nothing is said. */
  readonly rule?: 'mlflow';
}

/** Any alias but the `champion` of a model that can serve. Pointing it where it points already changes nothing. */
export async function setAlias(
  ledger: Ledger,
  by: Actor,
  { model: name, alias, version: number, rule }: AliasToSet,
): Promise<void> {
  if (rule === 'mlflow') assertMlflowAlias(alias);
  else assertAlias(alias);
  await ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    assertNotChampion(alias, { model: name, canServe: await canServe(inside, model.id) });
    const version = await findVersion(inside.sql, model, number);
    const from = await findAlias(inside, model.id, alias);
    if (from?.id === version.id) return;
    await assertNotOnTrial(inside, model, alias);
    await moveAlias(inside, by, {
      modelId: model.id,
      alias,
      kind: 'set',
      fromId: from?.id ?? null,
      toId: version.id,
      reason: '',
      judgementId: null,
    });
    await recordEvent(inside, by, {
      action: 'model.alias_set',
      subjectKind: 'model',
      subject: name,
      before: from && { version: from.number },
      after: { version: number },
      detail: { alias },
    });
  });
}

export async function removeAlias(
  ledger: Ledger,
  by: Actor,
  { model: name, alias }: { readonly model: string; readonly alias: string },
): Promise<void> {
  await ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    assertNotChampion(alias, { model: name, canServe: await canServe(inside, model.id) });
    const from = await findAlias(inside, model.id, alias);
    if (!from) {
      throw new LedgerError(
        'ALIAS_UNKNOWN',
        `The model ${name} has no alias ${shown(alias)}; look at the model to see its aliases.`,
      );
    }
    await assertNotOnTrial(inside, model, alias);
    await moveAlias(inside, by, {
      modelId: model.id,
      alias,
      kind: 'remove',
      fromId: from.id,
      toId: null,
      reason: '',
      judgementId: null,
    });
    await recordEvent(inside, by, {
      action: 'model.alias_removed',
      subjectKind: 'model',
      subject: name,
      before: { version: from.number },
      detail: { alias },
    });
  });
}
